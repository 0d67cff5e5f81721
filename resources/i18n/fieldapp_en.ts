<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>BalanceCurve</name>
    <message numerus="yes">
        <source>剩余金额走势，共 %n 期</source>
        <translation>
            <numerusform>Balance over %n period</numerusform>
            <numerusform>Balance over %n periods</numerusform>
        </translation>
    </message>
    <message>
        <source>第 {number} 期</source>
        <translation>Period {number}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>关闭提示</source>
        <translation>Close this notice</translation>
    </message>
</context>
<context>
    <name>BusyLine</name>
    <message>
        <source>正在处理</source>
        <translation>Working</translation>
    </message>
</context>
<context>
    <name>BusyOverlay</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>正在处理…</source>
        <translation>Working…</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>正在取消…</source>
        <translation>Cancelling…</translation>
    </message>
</context>
<context>
    <name>CheckedEdit</name>
    <message>
        <source>请填写{name}</source>
        <translation>Please fill in: {name}</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>程序出错</source>
        <translation>Something went wrong</translation>
    </message>
    <message>
        <source>错误报告</source>
        <translation>Error report</translation>
    </message>
    <message numerus="yes">
        <source>刚才的操作没有完成。已保存的记录都在，窗口可以继续使用。出错 %n 次。</source>
        <translation>
            <numerusform>What you just did was not completed. Everything saved is safe and the window can be used. %n error.</numerusform>
            <numerusform>What you just did was not completed. Everything saved is safe and the window can be used. %n errors.</numerusform>
        </translation>
    </message>
    <message>
        <source>报告：{path}</source>
        <translation>Report: {path}</translation>
    </message>
    <message>
        <source>程序遇到一个错误</source>
        <translation>The program met an error</translation>
    </message>
    <message>
        <source>打开所在文件夹</source>
        <translation>Open its folder</translation>
    </message>
    <message>
        <source>复制报告</source>
        <translation>Copy the report</translation>
    </message>
    <message>
        <source>继续工作</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>DatePick</name>
    <message>
        <source>打开日历</source>
        <translation>Open the calendar</translation>
    </message>
    <message>
        <source>不能早于 {day}</source>
        <translation>Not before {day}</translation>
    </message>
    <message>
        <source>不能晚于 {day}</source>
        <translation>Not after {day}</translation>
    </message>
    <message>
        <source>请输入日期，例如 7-30 或 2026-07-30</source>
        <translation>Type a date, for example 7-30 or 2026-07-30</translation>
    </message>
    <message>
        <source>没有这一天</source>
        <translation>There is no such day</translation>
    </message>
    <message>
        <source>上个月</source>
        <translation>Previous month</translation>
    </message>
    <message>
        <source>下个月</source>
        <translation>Next month</translation>
    </message>
</context>
<context>
    <name>IntEdit</name>
    <message>
        <source>请输入整数</source>
        <translation>Type a whole number</translation>
    </message>
    <message>
        <source>不能超过 {number}</source>
        <translation>At most {number}</translation>
    </message>
    <message>
        <source>不能小于 {number}</source>
        <translation>At least {number}</translation>
    </message>
</context>
<context>
    <name>MoneyEdit</name>
    <message>
        <source>不能超过 {sum}</source>
        <translation>At most {sum}</translation>
    </message>
    <message>
        <source>不能低于 {sum}</source>
        <translation>At least {sum}</translation>
    </message>
    <message>
        <source>请输入金额，例如 8,000 或 8,000.50</source>
        <translation>Type an amount, for example 8,000 or 8,000.50</translation>
    </message>
    <message>
        <source>最多 {digits} 位小数</source>
        <translation>At most {digits} decimals</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>PagedTable</name>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>按“{column}”排序</source>
        <translation>Sort by “{column}”</translation>
    </message>
</context>
<context>
    <name>PdfPane</name>
    <message>
        <source>适合宽度</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>适合宽度（Ctrl+0）</source>
        <translation>Fit width (Ctrl+0)</translation>
    </message>
    <message>
        <source>缩小（Ctrl+−）</source>
        <translation>Smaller (Ctrl+−)</translation>
    </message>
    <message>
        <source>放大（Ctrl++）</source>
        <translation>Larger (Ctrl++)</translation>
    </message>
    <message>
        <source>第 {page} 页，共 {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
</context>
<context>
    <name>PlaceSketch</name>
    <message>
        <source>北</source>
        <translation>N</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>导航</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>随处可用</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>查找案件或命令</source>
        <translation>Find a case or a command</translation>
    </message>
    <message>
        <source>返回上一页</source>
        <translation>Back to the page before</translation>
    </message>
    <message>
        <source>显示快捷键</source>
        <translation>Show the keyboard shortcuts</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>去到</source>
        <translation>Go to</translation>
    </message>
</context>
<context>
    <name>ShortcutOverview</name>
    <message>
        <source>快捷键</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>查找案件、姓名、拼音首字母、电话、地址、命令…</source>
        <translation>Find cases, names, initials, phones, addresses, commands…</translation>
    </message>
</context>
<context>
    <name>_Popup</name>
    <message>
        <source>查找结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>没有找到。可以试姓名、拼音首字母、电话或地址。</source>
        <translation>Nothing found. Try a name, initials, a telephone number or an address.</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>星期一</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>星期二</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>星期三</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>星期四</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>星期五</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>星期六</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>星期日</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>刚刚</source>
        <translation>just now</translation>
    </message>
    <message numerus="yes">
        <source>%n 分钟前</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 小时前</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message>
        <source>昨天 {time}</source>
        <translation>yesterday {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n 天</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>{minutes} 分钟</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} 小时</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{hours} 小时 {minutes} 分</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
</context>
</TS>
