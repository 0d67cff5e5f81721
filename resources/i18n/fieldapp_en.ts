<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>ActionsRow</name>
    <message>
        <source>可以办理</source>
        <translation>What can be done</translation>
    </message>
    <message>
        <source>发消息</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>收现金</source>
        <translation>Take cash</translation>
    </message>
    <message>
        <source>登记事项</source>
        <translation>Record a matter</translation>
    </message>
    <message>
        <source>添加信息</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>收起屏幕</source>
        <translation>Hide the screen</translation>
    </message>
    <message>
        <source>称已付款</source>
        <translation>Says it is paid</translation>
    </message>
    <message>
        <source>对债务有异议</source>
        <translation>Disputes the debt</translation>
    </message>
    <message>
        <source>投诉</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>遇到困难</source>
        <translation>Hardship</translation>
    </message>
    <message>
        <source>新的电话号码</source>
        <translation>A new number</translation>
    </message>
    <message>
        <source>新的地址</source>
        <translation>A new address</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>A contact</translation>
    </message>
    <message>
        <source>经营场所</source>
        <translation>A business address</translation>
    </message>
</context>
<context>
    <name>Adding</name>
    <message>
        <source>正在加密保存 {number}/{count}：{name}</source>
        <translation>Saving encrypted {number}/{count}: {name}</translation>
    </message>
    <message>
        <source>{name}：{why}</source>
        <translation>{name}: {why}</translation>
    </message>
</context>
<context>
    <name>AdviceCard</name>
    <message>
        <source>现在可以做什么</source>
        <translation>What can be done now</translation>
    </message>
    <message>
        <source>上次了解到的原因是{cause}，按困难情形处理</source>
        <translation>Cause found last time: {cause}. Treat it as hardship</translation>
    </message>
    <message>
        <source>其他办法</source>
        <translation>Other ways</translation>
    </message>
    <message>
        <source>暂无待办</source>
        <translation>Nothing to do for now</translation>
    </message>
    <message>
        <source>建议：{advice}</source>
        <translation>Advice: {advice}</translation>
    </message>
    <message>
        <source>可以：{listed}</source>
        <translation>Instead: {listed}</translation>
    </message>
    <message>
        <source>暂不可：{action}（{rules}）</source>
        <translation>Not now: {action} ({rules})</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>建议：先听情况、提供扶助，不施加压力。</source>
        <translation>Suggested: listen and offer help first, without pressure.</translation>
    </message>
    <message>
        <source>建议：与主管商量，现有的办法都有规则阻止。</source>
        <translation>Suggested: talk to your supervisor; rules stand against every step there is.</translation>
    </message>
    <message>
        <source>做法：{action}</source>
        <translation>How: {action}</translation>
    </message>
    <message>
        <source>之后：{action}</source>
        <translation>After that: {action}</translation>
    </message>
    <message>
        <source>{day} 再看</source>
        <translation>Look again on {day}</translation>
    </message>
    <message>
        <source>还可以：{listed}</source>
        <translation>Also possible: {listed}</translation>
    </message>
    <message>
        <source>外访、电话</source>
        <translation>Visit and call</translation>
    </message>
    <message>
        <source>外访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>{verb}：{answer}</source>
        <translation>{verb}: {answer}</translation>
    </message>
</context>
<context>
    <name>AgreedCard</name>
    <message>
        <source>承诺与方案</source>
        <translation>Promises and plans</translation>
    </message>
    <message>
        <source>{kind} · {count} 期</source>
        <translation>{kind} · instalments: {count}</translation>
    </message>
    <message>
        <source>第 {row} 期 {day} 应还 {sum}</source>
        <translation>Row {row}: {sum} due {day}</translation>
    </message>
    <message>
        <source>已收 {sum}</source>
        <translation>{sum} received</translation>
    </message>
    <message>
        <source>{day} 前未审批即失效</source>
        <translation>Lapses unless approved by {day}</translation>
    </message>
    <message>
        <source>{day} 还 {sum}</source>
        <translation>{sum} on {day}</translation>
    </message>
    <message>
        <source>已到账 {sum}</source>
        <translation>{sum} arrived</translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>审批</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>待审批的方案</source>
        <translation>Plans awaiting approval</translation>
    </message>
    <message>
        <source>借款人</source>
        <translation>Borrower</translation>
    </message>
    <message>
        <source>已等</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>文书待取回</source>
        <translation>Document not here yet</translation>
    </message>
    <message numerus="yes">
        <source>%n 份方案等你决定</source>
        <translation>
            <numerusform>%n plan awaits your decision</numerusform>
            <numerusform>%n plans await your decision</numerusform>
        </translation>
    </message>
    <message>
        <source>没有待审批的方案</source>
        <translation>No plan awaits approval</translation>
    </message>
    <message>
        <source>催收员签署并送达后，方案会排在这里，等得最久的在最前面。</source>
        <translation>Plans come here once the collector has signed and uploaded them; the longest waiting is first.</translation>
    </message>
    <message>
        <source>今日应还 {sum}</source>
        <translation>Owed today {sum}</translation>
    </message>
    <message>
        <source>正在核验文书并签章…</source>
        <translation>Verifying and sealing the document…</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>已在 {name} 的文书上签章；还要一位审批人签章，在那之前仍是提案。</source>
        <translation>{name}&apos;s paper carries your seal. One more approver must seal it; until then it is a proposal.</translation>
    </message>
    <message>
        <source>已批准 {name} 的方案，签章已保存在本机，联网后送达。</source>
        <translation>The plan of {name} is approved. Your seal is saved on this laptop and is delivered once online.</translation>
    </message>
    <message>
        <source>已退回 {name} 的方案，意见会随同步送到催收员。</source>
        <translation>The plan of {name} is returned. Your comment reaches the collector with the next sync.</translation>
    </message>
    <message>
        <source>已否决 {name} 的方案。</source>
        <translation>The plan of {name} is rejected.</translation>
    </message>
</context>
<context>
    <name>ArrivalCard</name>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>同行人：{name}</source>
        <translation>With: {name}</translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>关闭{name}</source>
        <translation>Close {name}</translation>
    </message>
</context>
<context>
    <name>AssignBar</name>
    <message>
        <source>分派所选案件</source>
        <translation>Assign the selected cases</translation>
    </message>
    <message>
        <source>分派给</source>
        <translation>Assign to</translation>
    </message>
    <message>
        <source>分派</source>
        <translation>Assign</translation>
    </message>
    <message numerus="yes">
        <source>%n 个案件</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已选 %n 个案件</source>
        <translation>
            <numerusform>%n case selected</numerusform>
            <numerusform>%n cases selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Attribution</name>
    <message>
        <source>GeoNames（geonames.org）：城镇和乡镇的坐标，经筛选、取整，误差半径为本程序所加</source>
        <translation>GeoNames (geonames.org): points of towns and townships, selected and rounded; the radii are ours</translation>
    </message>
    <message>
        <source>民政部</source>
        <translation>Ministry of Civil Affairs</translation>
    </message>
    <message>
        <source>全国行政区划代码，截至 2025-12-31</source>
        <translation>Administrative divisions of China as of 2025-12-31</translation>
    </message>
    <message>
        <source>© OpenStreetMap 贡献者：由其制作的地图包中的地图、道路和街道</source>
        <translation>© OpenStreetMap contributors: maps, roads and streets of the region packs made from it</translation>
    </message>
    <message>
        <source>公有领域</source>
        <translation>Public domain</translation>
    </message>
    <message>
        <source>Natural Earth：世界底图的陆地轮廓</source>
        <translation>Natural Earth: the land of the world map</translation>
    </message>
</context>
<context>
    <name>AuthorityCard</name>
    <message>
        <source>谁来批准</source>
        <translation>Who approves</translation>
    </message>
    <message>
        <source>几笔借款合在一起计算权限。</source>
        <translation>Authority is measured on all loans together.</translation>
    </message>
    <message>
        <source>这样改，就在你自己的权限内：{changes}。</source>
        <translation>This brings it within your own authority: {changes}.</translation>
    </message>
    <message>
        <source>改条款也到不了你自己的权限：{reasons}。</source>
        <translation>No change of terms brings it within your own authority: {reasons}.</translation>
    </message>
    <message>
        <source>这样改，{level}就能批：{changes}。</source>
        <translation>This way the {level} can approve: {changes}.</translation>
    </message>
    <message>
        <source>按此修改</source>
        <translation>Change it so</translation>
    </message>
</context>
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
    <name>Beside</name>
    <message>
        <source>已删除筛选“{name}”</source>
        <translation>Filter “{name}” deleted</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>BorrowerPage</name>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>这个案件不在本机上</source>
        <translation>This case is not on this laptop</translation>
    </message>
    <message>
        <source>可能已改派给其他同事。已做的记录仍会发送。</source>
        <translation>It may have been assigned to a colleague. What you recorded is still uploaded.</translation>
    </message>
    <message>
        <source>返回案件列表</source>
        <translation>Back to the cases</translation>
    </message>
    <message>
        <source>案件 {no}</source>
        <translation>Case {no}</translation>
    </message>
    <message>
        <source>按 {moment} 账务</source>
        <translation>Balances as of {moment}</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>方案{state}</source>
        <translation>Plan: {state}</translation>
    </message>
    <message numerus="yes">
        <source>{place}，另有 %n 处</source>
        <translation>
            <numerusform>{place}, and %n more place</numerusform>
            <numerusform>{place}, and %n more places</numerusform>
        </translation>
    </message>
    <message>
        <source>今日应还 {sum}，逐笔核对</source>
        <translation>{sum} owed today, open its lines</translation>
    </message>
    <message>
        <source>还款方案</source>
        <translation>Repayment plan</translation>
    </message>
    <message>
        <source>外访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>继续外访</source>
        <translation>Continue visit</translation>
    </message>
    <message>
        <source>电话联系</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>开始外访</source>
        <translation>Start visit</translation>
    </message>
</context>
<context>
    <name>BrokenCard</name>
    <message>
        <source>不能使用</source>
        <translation>Cannot be used</translation>
    </message>
    <message>
        <source>其他离线地图不受影响。移除后可以重新下载或添加。</source>
        <translation>Other offline maps are not affected. Remove it, then download or add it again.</translation>
    </message>
</context>
<context>
    <name>BusinessCard</name>
    <message>
        <source>经营状况</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>还没有走访看过经营。第一次外访请记下营业、客流和备货。</source>
        <translation>Nobody has seen the business yet. On the first visit, note whether it is open, its customers and its stock.</translation>
    </message>
    <message>
        <source>{day} 外访所见</source>
        <translation>Seen {day}</translation>
    </message>
    <message>
        <source>{when}，与 {before} 比较</source>
        <translation>{when}, compared with {before}</translation>
    </message>
    <message>
        <source>上次 {value}</source>
        <translation>was {value}</translation>
    </message>
    <message>
        <source>与贷前比较</source>
        <translation>Against the survey</translation>
    </message>
    <message>
        <source>与上次比较</source>
        <translation>Against last time</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message numerus="yes">
        <source>其余 %n 项</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message>
        <source>贷前 {value}</source>
        <translation>before the loan {value}</translation>
    </message>
    <message>
        <source>还没有走访看过经营；{day} 贷前调查（{by}）所见</source>
        <translation>Not seen on a visit yet; seen before the loan on {day} ({by})</translation>
    </message>
    <message>
        <source>{day} 贷前调查</source>
        <translation>the survey of {day}</translation>
    </message>
    <message>
        <source>取最低</source>
        <translation>the lowest</translation>
    </message>
    <message>
        <source>毛利（毛利率 {percent}%）</source>
        <translation>Gross profit (margin {percent}%)</translation>
    </message>
    <message>
        <source>每月剩余</source>
        <translation>Left each month</translation>
    </message>
    <message>
        <source>方案最多用其中 {tenths} 成</source>
        <translation>A plan takes at most {tenths}0% of it</translation>
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
    <name>CallCard</name>
    <message>
        <source>通话</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>正在查看能否联系</source>
        <translation>Checking whether you may call</translation>
    </message>
    <message>
        <source>没有登记电话。可以先补充号码。</source>
        <translation>There is no number on record. You can add one first.</translation>
    </message>
    <message>
        <source>拨打哪个号码</source>
        <translation>Which number</translation>
    </message>
    <message>
        <source>接通了</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>没有接通</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>通话结束</source>
        <translation>Call ended</translation>
    </message>
    <message>
        <source>开始拨号</source>
        <translation>Dial now</translation>
    </message>
    <message>
        <source>对方来电</source>
        <translation>They called</translation>
    </message>
    <message>
        <source>补记已打过的电话</source>
        <translation>Log an earlier call</translation>
    </message>
    <message>
        <source>重新计时</source>
        <translation>Start over</translation>
    </message>
    <message>
        <source>已接通</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>未接通</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>是否接通</source>
        <translation>Answered?</translation>
    </message>
    <message>
        <source>通话时长</source>
        <translation>Length</translation>
    </message>
    <message>
        <source>秒</source>
        <translation>s</translation>
    </message>
    <message>
        <source>什么时候</source>
        <translation>When</translation>
    </message>
    <message>
        <source>刚才</source>
        <translation>Just now</translation>
    </message>
    <message numerus="yes">
        <source>%n 分钟前</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message>
        <source>正在拨号 {time}</source>
        <translation>Dialling {time}</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>拍照</source>
        <translation>Take a photo</translation>
    </message>
    <message>
        <source>只拍场所，不拍人脸、证件和病历。</source>
        <translation>Photograph the premises only: no faces, identity papers or medical records.</translation>
    </message>
    <message>
        <source>拍下</source>
        <translation>Take it</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>摄像头的画面</source>
        <translation>What the camera sees</translation>
    </message>
    <message>
        <source>这台电脑不能拍照</source>
        <translation>This computer cannot take photos</translation>
    </message>
    <message>
        <source>没有找到摄像头</source>
        <translation>No camera was found</translation>
    </message>
</context>
<context>
    <name>CapacityCard</name>
    <message>
        <source>还款能力</source>
        <translation>Capacity to pay</translation>
    </message>
    <message>
        <source>填写毛利率，再填月销售、日销售或月进货中的一项，这里就会算出每月可还多少。</source>
        <translation>Fill in the margin and one of monthly sales, daily sales or monthly purchases; what can be paid a month then appears here.</translation>
    </message>
    <message>
        <source>每月可还，为可支配的七成</source>
        <translation>can be paid a month: 70% of what is left</translation>
    </message>
    <message>
        <source>{count} 法取低</source>
        <translation>lowest of {count}</translation>
    </message>
    <message>
        <source>毛利（{percent}%）</source>
        <translation>Gross profit ({percent}%)</translation>
    </message>
    <message>
        <source>可支配</source>
        <translation>Left over</translation>
    </message>
    <message>
        <source>每月能还多少</source>
        <translation>Monthly capacity</translation>
    </message>
    <message>
        <source>还没有经营观察：没有销售和毛利，就不知道每月能还多少。外访时问到这两项，这里就会算出来。</source>
        <translation>The business has not been seen yet: without sales and margin nobody knows what can be paid. Ask for both on a visit and it appears here.</translation>
    </message>
    <message>
        <source>去外访</source>
        <translation>Go to the visit</translation>
    </message>
    <message>
        <source>最低，取此数</source>
        <translation>the lowest, taken</translation>
    </message>
    <message>
        <source>毛利 = 月销售 × {margin}%</source>
        <translation>Gross profit = sales a month × {margin}%</translation>
    </message>
    <message>
        <source>只有一种独立来源，把握不大：再从进货、客流或用电估一次更稳妥。</source>
        <translation>Only one independent source: better estimate once more from purchases, customers or power.</translation>
    </message>
    <message>
        <source>各种估算相差超过四分之一，互相矛盾：请核对后再定。</source>
        <translation>The estimates differ by more than a quarter and contradict each other: check before you agree anything.</translation>
    </message>
    <message>
        <source>每月结余</source>
        <translation>Left each month</translation>
    </message>
    <message>
        <source>可还能力 = 结余 × {share}%</source>
        <translation>Capacity = what is left × {share}%</translation>
    </message>
    <message>
        <source>收起算法</source>
        <translation>Hide the working</translation>
    </message>
    <message>
        <source>怎样算出</source>
        <translation>Show the working</translation>
    </message>
    <message>
        <source>来源：{source}；按它算，每月可还 {monthly}</source>
        <translation>Source: {source}; by it {monthly} a month could be paid</translation>
    </message>
    <message>
        <source>；与另一项同一来源，不算独立</source>
        <translation>; the same source as another, so not independent</translation>
    </message>
    <message>
        <source>只有这一种，取此数</source>
        <translation>the only one, so taken</translation>
    </message>
    <message>
        <source>与最低的相同</source>
        <translation>equal to the lowest</translation>
    </message>
    <message>
        <source>比最低的高 {sum}，不取</source>
        <translation>{sum} above the lowest, not taken</translation>
    </message>
    <message>
        <source>每月可还 {low} – {high}，方案按低的 {low} 定。</source>
        <translation>{low} – {high} a month could be paid; a plan goes by the lower, {low}. </translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%n 种估算取最低：{estimates}。</source>
        <translation>
            <numerusform>%n estimate: {estimates}. </numerusform>
            <numerusform>Lowest of %n estimates: {estimates}. </numerusform>
        </translation>
    </message>
    <message>
        <source>只有一种估算：{estimates}。</source>
        <translation>One estimate only: {estimates}. </translation>
    </message>
    <message>
        <source>毛利 {margin}%，扣经营 {costs}、家用 {household}、其他债务 {other}，余 {free}，按 {share}% 计。</source>
        <translation>Margin {margin} %, less costs {costs}, household {household}, other debts {other}: {free} is left, of which {share} % counts.</translation>
    </message>
    <message>
        <source>按这次观察，每月没有结余，分期难以维持；请考虑展期或减免。</source>
        <translation>By this observation nothing is left each month and instalments would be hard to keep up; please consider a deferral or a waiver.</translation>
    </message>
    <message>
        <source>可还能力</source>
        <translation>Capacity</translation>
    </message>
</context>
<context>
    <name>CapacityLines</name>
    <message>
        <source>可还能力</source>
        <translation>Capacity to pay</translation>
    </message>
    <message>
        <source>怎么算</source>
        <translation>How</translation>
    </message>
    <message>
        <source>{sum} / 月</source>
        <translation>{sum} / month</translation>
    </message>
    <message>
        <source>可还能力：按外访所见计算，还没有外访。</source>
        <translation>Capacity: worked out from what a visit sees; there was none yet.</translation>
    </message>
    <message>
        <source>可还能力：还缺销售或毛利率，算不出来。</source>
        <translation>Capacity to pay: sales or margin are missing, so it cannot be worked out.</translation>
    </message>
</context>
<context>
    <name>CapsCard</name>
    <message>
        <source>今天与最近</source>
        <translation>Today and recently</translation>
    </message>
    <message>
        <source>{count} / {limit} 次</source>
        <translation>{count} of {limit}</translation>
    </message>
    <message>
        <source>今日已接通</source>
        <translation>Answered today</translation>
    </message>
    <message>
        <source>今日未接通</source>
        <translation>Unanswered today</translation>
    </message>
    <message>
        <source>今日已发短信、消息</source>
        <translation>Texts sent today</translation>
    </message>
    <message>
        <source>{count} 次</source>
        <translation>{count}</translation>
    </message>
</context>
<context>
    <name>CardRow</name>
    <message>
        <source>给下一次来的人：从哪个门进、找谁、说到哪里了</source>
        <translation>For whoever comes next: which door, whom to ask for, how far the talk has come</translation>
    </message>
    <message>
        <source>几个词，用逗号分开：夜市，老客户</source>
        <translation>A few words, separated by commas: night market, regular</translation>
    </message>
    <message>
        <source>例如：下午 3 点后，周三除外</source>
        <translation>For example: after 3 pm, not on Wednesdays</translation>
    </message>
    <message>
        <source>修改{name}</source>
        <translation>Edit {name}</translation>
    </message>
    <message>
        <source>银行登记：{value}</source>
        <translation>Bank has: {value}</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 个提议</source>
        <translation>
            <numerusform>%n other proposal</numerusform>
            <numerusform>%n other proposals</numerusform>
        </translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>保存{name}</source>
        <translation>Save {name}</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>CaseActions</name>
    <message>
        <source>加入今日</source>
        <translation>Add to today</translation>
    </message>
    <message>
        <source>安排外访</source>
        <translation>Plan a visit</translation>
    </message>
    <message>
        <source>加标签…</source>
        <translation>Add a tag…</translation>
    </message>
    <message>
        <source>导出所选…</source>
        <translation>Export the chosen…</translation>
    </message>
    <message numerus="yes">
        <source>已安排 %n 站</source>
        <translation>
            <numerusform>%n stop planned</numerusform>
            <numerusform>%n stops planned</numerusform>
        </translation>
    </message>
    <message>
        <source>打开案件</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>速览</source>
        <translation>Quick look</translation>
    </message>
    <message>
        <source>开始外访</source>
        <translation>Start the visit</translation>
    </message>
    <message>
        <source>商谈方案</source>
        <translation>Work on a plan</translation>
    </message>
    <message>
        <source>打电话并记录</source>
        <translation>Call and log it</translation>
    </message>
    <message>
        <source>记录已付款的说法</source>
        <translation>Record a claimed payment</translation>
    </message>
    <message>
        <source>收现金、开收据</source>
        <translation>Take cash and give a receipt</translation>
    </message>
    <message>
        <source>复制案件号</source>
        <translation>Copy the case number</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>today</translation>
    </message>
    <message numerus="yes">
        <source>已把 %n 个案件排入{day}</source>
        <translation>
            <numerusform>%n case put into {day}</numerusform>
            <numerusform>%n cases put into {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已给 %n 个案件加上标签</source>
        <translation>
            <numerusform>%n case tagged</numerusform>
            <numerusform>%n cases tagged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个标签已满，没有加</source>
        <translation>
            <numerusform>%n card is full and was left as it is</numerusform>
            <numerusform>%n cards are full and were left as they are</numerusform>
        </translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>CaseBar</name>
    <message>
        <source>逾期但从未走访</source>
        <translation>Overdue and never visited</translation>
    </message>
    <message>
        <source>30 天没有联系到人</source>
        <translation>Nobody reached for 30 days</translation>
    </message>
    <message>
        <source>承诺到期或未兑现</source>
        <translation>Promise due or not kept</translation>
    </message>
    <message>
        <source>方案逾期、已破或被退回</source>
        <translation>Plan late, broken or returned</translation>
    </message>
    <message>
        <source>方案待审批</source>
        <translation>Plan waiting for approval</translation>
    </message>
    <message>
        <source>时效或保证期间将届满</source>
        <translation>Limitation or guarantee ending</translation>
    </message>
    <message>
        <source>有暂停事项</source>
        <translation>Something rests on it</translation>
    </message>
    <message>
        <source>有待上传的记录</source>
        <translation>Records waiting to be sent</translation>
    </message>
    <message>
        <source>地图上没有位置</source>
        <translation>Not on the map</translation>
    </message>
    <message>
        <source>给这组条件起个名字，回车保存</source>
        <translation>Name this filter, Return saves</translation>
    </message>
    <message>
        <source>筛选的名称</source>
        <translation>Name of the filter</translation>
    </message>
    <message>
        <source>存为筛选</source>
        <translation>Save as a filter</translation>
    </message>
    <message>
        <source>整理</source>
        <translation>Arrange</translation>
    </message>
    <message>
        <source>整理已存的筛选</source>
        <translation>Arrange the saved filters</translation>
    </message>
    <message>
        <source>更多筛选 · {count}</source>
        <translation>More filters · {count}</translation>
    </message>
    <message>
        <source>更多筛选</source>
        <translation>More filters</translation>
    </message>
    <message>
        <source>全部取消</source>
        <translation>Take all back</translation>
    </message>
</context>
<context>
    <name>CaseCardPanel</name>
    <message>
        <source>案件卡片</source>
        <translation>Case card</translation>
    </message>
    <message>
        <source>更正电话、住址、营业时间</source>
        <translation>Correct a phone, address or opening hours</translation>
    </message>
    <message>
        <source>收起没有更正的</source>
        <translation>Hide what is not corrected</translation>
    </message>
    <message>
        <source>别人刚改过这一项，你写的已存为提议。</source>
        <translation>Somebody has just changed this; what you wrote is kept as a proposal.</translation>
    </message>
</context>
<context>
    <name>CasePeek</name>
    <message>
        <source>案件速览</source>
        <translation>Quick look</translation>
    </message>
    <message>
        <source>结清须 {sum}</source>
        <translation>Payoff {sum}</translation>
    </message>
    <message>
        <source>{what}，暂缓催收</source>
        <translation>{what}; collection rests</translation>
    </message>
    <message>
        <source>建议：{step}</source>
        <translation>Advice: {step}</translation>
    </message>
    <message>
        <source>按 {moment} 账务</source>
        <translation>Balances as of {moment}</translation>
    </message>
    <message>
        <source>已锁定</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>在案件页按规则打开</source>
        <translation>Opened on the case page, as the rules allow</translation>
    </message>
    <message>
        <source>关闭速览</source>
        <translation>Close the quick look</translation>
    </message>
    <message>
        <source>方案{state}</source>
        <translation>Plan: {state}</translation>
    </message>
    <message>
        <source>场所</source>
        <translation>Premises</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>最近联系</source>
        <translation>Last contact</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>打开案件</source>
        <translation>Open case</translation>
    </message>
    <message>
        <source>开始外访</source>
        <translation>Start visit</translation>
    </message>
</context>
<context>
    <name>CasesPage</name>
    <message>
        <source>借款人</source>
        <translation>Borrower</translation>
    </message>
    <message>
        <source>逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>今日应还（元）</source>
        <translation>Owed today (¥)</translation>
    </message>
    <message>
        <source>最近联系</source>
        <translation>Last contact</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>建议</source>
        <translation>Advice</translation>
    </message>
    <message>
        <source>暂停事项</source>
        <translation>What rests</translation>
    </message>
    <message>
        <source>结清须（元）</source>
        <translation>To pay off (¥)</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>区县</source>
        <translation>District</translation>
    </message>
    <message>
        <source>案件号</source>
        <translation>Case no.</translation>
    </message>
    <message>
        <source>最近外访</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>账务时间</source>
        <translation>Balance of</translation>
    </message>
    <message>
        <source>计算中</source>
        <translation>Working out</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>姓名、拼音首字母、电话、地址、案件号</source>
        <translation>Name, initials, phone, address, case no.</translation>
    </message>
    <message>
        <source>按逾期筛选</source>
        <translation>Narrow by ageing</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>名下还没有案件</source>
        <translation>No cases are assigned to you yet</translation>
    </message>
    <message>
        <source>主管分配后，同步时会出现在这里。</source>
        <translation>Once your supervisor assigns some, they appear here with the next sync.</translation>
    </message>
    <message>
        <source>没有找到案件</source>
        <translation>No case found</translation>
    </message>
    <message>
        <source>可以用姓名、店名、拼音首字母（如 ljg）、电话中任意几位、地址或案件号查找；也请看看是否选了逾期筛选。</source>
        <translation>Look by name, shop, initials (such as ljg), some digits of a phone number, address or case number; and see whether an ageing filter is on.</translation>
    </message>
    <message>
        <source>清除条件</source>
        <translation>Clear the filters</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>导出清单</source>
        <translation>Export the list</translation>
    </message>
    <message>
        <source>已算出的合计 {sum}</source>
        <translation>Worked out so far {sum}</translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 个在计算，合计随后更新</source>
        <translation>
            <numerusform>%n case is still being worked out; the sum follows</numerusform>
            <numerusform>%n cases are still being worked out; the sum follows</numerusform>
        </translation>
    </message>
    <message>
        <source>姓名相符的在前；点表头可改按该列排序</source>
        <translation>Names first; press a head to sort by it</translation>
    </message>
    <message numerus="yes">
        <source>%n 个案件</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message>
        <source>正在合计…</source>
        <translation>adding up …</translation>
    </message>
    <message>
        <source>超过 {cap} 个案件，先列出 {cap} 个，姓名相符的在前</source>
        <translation>More than {cap} cases; {cap} are listed, those found by name first</translation>
    </message>
    <message>
        <source>今日应还合计 {sum}</source>
        <translation>Owed today in all {sum}</translation>
    </message>
    <message numerus="yes">
        <source>名下共 %n 个案件</source>
        <translation>
            <numerusform>%n case assigned to you</numerusform>
            <numerusform>%n cases assigned to you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CashCard</name>
    <message>
        <source>现金收据</source>
        <translation>Cash receipts</translation>
    </message>
    <message>
        <source>现金簿</source>
        <translation>Cash book</translation>
    </message>
    <message>
        <source>现金收据不是入账。缴存并由银行入账后，欠款才会减少。</source>
        <translation>A cash receipt is no payment. The debt goes down only once the money is deposited and the bank has posted it.</translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 张较早的收据</source>
        <translation>
            <numerusform>%n earlier receipt</numerusform>
            <numerusform>%n earlier receipts</numerusform>
        </translation>
    </message>
    <message>
        <source>收据 {no}</source>
        <translation>Receipt {no}</translation>
    </message>
    <message>
        <source>缴款单号 {slip}</source>
        <translation>slip {slip}</translation>
    </message>
    <message>
        <source>作废原因：{reason}</source>
        <translation>Void because: {reason}</translation>
    </message>
    <message>
        <source>未被接收</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>已缴存</source>
        <translation>Deposited</translation>
    </message>
    <message>
        <source>在催收员手上</source>
        <translation>In the collector&apos;s hand</translation>
    </message>
</context>
<context>
    <name>CashPage</name>
    <message>
        <source>手上现金</source>
        <translation>Cash in hand</translation>
    </message>
    <message>
        <source>手上没有现金</source>
        <translation>No cash in hand</translation>
    </message>
    <message>
        <source>收了现金会列在这里，直到缴存。</source>
        <translation>Cash you take is listed here until it is deposited.</translation>
    </message>
    <message>
        <source>在手的收据</source>
        <translation>Receipts in hand</translation>
    </message>
    <message>
        <source>已缴存和已作废</source>
        <translation>Deposited and void</translation>
    </message>
    <message>
        <source>规定</source>
        <translation>Rules</translation>
    </message>
    <message numerus="yes">
        <source>%n 张收据未缴存</source>
        <translation>
            <numerusform>%n receipt not deposited</numerusform>
            <numerusform>%n receipts not deposited</numerusform>
        </translation>
    </message>
    <message>
        <source>没有未缴存的现金</source>
        <translation>Nothing left to deposit</translation>
    </message>
    <message>
        <source>缴存之前不能再收现金</source>
        <translation>no more cash can be taken before it is deposited</translation>
    </message>
    <message>
        <source>现金收下后 {hours} 小时内缴存到办公室账户，不进个人账户。</source>
        <translation>Cash is deposited to the office&apos;s account within {hours} hours, never to a personal one.</translation>
    </message>
    <message>
        <source>缴存账户</source>
        <translation>Deposit to</translation>
    </message>
    <message>
        <source>还可离线开的收据</source>
        <translation>Receipts left offline</translation>
    </message>
    <message>
        <source>收据号已用完：联网同步一次即可领取。</source>
        <translation>The receipt numbers are used up: sync once to get new ones.</translation>
    </message>
    <message>
        <source>案件改派或收回以后，收下的现金仍列在这里，由你缴存。</source>
        <translation>When a case moves to somebody else, the cash you took stays here for you to deposit.</translation>
    </message>
    <message>
        <source>已记录缴存 {sum}，单号 {slip}。银行入账后欠款才会减少。</source>
        <translation>Deposit of {sum} recorded, slip {slip}. The debt goes down once the bank has posted it.</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>{moment} 缴存，单号 {slip}</source>
        <translation>deposited {moment}, slip {slip}</translation>
    </message>
</context>
<context>
    <name>ChangedCard</name>
    <message>
        <source>为服务器作证的机构变了</source>
        <translation>Another authority vouches for the server</translation>
    </message>
    <message>
        <source>可能是服务器换了证书，也可能有人在中间。请打电话给管理员，逐位核对下面的指纹；在那之前什么都不会发送。</source>
        <translation>The server may have a new certificate, or somebody may be in between. Telephone your administrator and compare the fingerprints below digit by digit; nothing is sent until then.</translation>
    </message>
    <message>
        <source>已核对，信任新的</source>
        <translation>Compared; trust the new one</translation>
    </message>
    <message>
        <source>原来</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
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
    <name>ChosenCase</name>
    <message>
        <source>选中的案件</source>
        <translation>The chosen case</translation>
    </message>
    <message>
        <source>导航</source>
        <translation>Navigate</translation>
    </message>
    <message>
        <source>确认位置</source>
        <translation>Confirm place</translation>
    </message>
    <message>
        <source>打开案件</source>
        <translation>Open case</translation>
    </message>
    <message>
        <source>开始外访</source>
        <translation>Start visit</translation>
    </message>
    <message>
        <source>没有位置，请在外访时补充</source>
        <translation>No place yet; please add it on a visit</translation>
    </message>
    <message>
        <source>位置准确到 {metres} 米</source>
        <translation>Place exact to {metres} m</translation>
    </message>
    <message>
        <source>位置在约 {metres} 米范围内</source>
        <translation>Place within about {metres} m</translation>
    </message>
    <message>
        <source>位置在约 {kilometres} 公里范围内</source>
        <translation>Place within about {kilometres} km</translation>
    </message>
</context>
<context>
    <name>ClaimClock</name>
    <message>
        <source>{day} 提出</source>
        <translation>raised {day}</translation>
    </message>
    <message>
        <source>声称已付</source>
        <translation>Claimed</translation>
    </message>
    <message>
        <source>{day} 入账 {sum}</source>
        <translation>{sum} posted {day}</translation>
    </message>
    <message>
        <source>应于 {day} 前查清</source>
        <translation>to be cleared by {day}</translation>
    </message>
</context>
<context>
    <name>ClocksCard</name>
    <message>
        <source>今日届满</source>
        <translation>ends today</translation>
    </message>
    <message numerus="yes">
        <source>已过 %Ln 天</source>
        <translation>
            <numerusform>%Ln day past</numerusform>
            <numerusform>%Ln days past</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>余 %Ln 天</source>
        <translation>
            <numerusform>%Ln day left</numerusform>
            <numerusform>%Ln days left</numerusform>
        </translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Deadlines</translation>
    </message>
    <message>
        <source>诉讼时效</source>
        <translation>Limitation</translation>
    </message>
    <message>
        <source>自 {day} {cause}起算 {years} 年（民法典第 188、189、195 条）</source>
        <translation>{years} years from {day}, {cause} (Civil Code, arts. 188, 189, 195)</translation>
    </message>
    <message>
        <source>还款、书面承诺、签署方案、送达催收或起诉，都使时效重新起算（第 195 条）</source>
        <translation>A payment, a written promise, a signed plan, a served demand or a suit starts it anew (art. 195)</translation>
    </message>
    <message>
        <source>{name}的保证期间</source>
        <translation>Guarantee {name}</translation>
    </message>
    <message>
        <source>保证合同约定的最后一日；催收、承诺都不能使它延长（民法典第 692 条）</source>
        <translation>The last day agreed in the guarantee; neither demands nor promises extend it (Civil Code, art. 692)</translation>
    </message>
    <message>
        <source>自主债务 {day} 全部到期起 {months} 个月（民法典第 692 条）</source>
        <translation>{months} months from {day}, when the whole debt fell due (Civil Code, art. 692)</translation>
    </message>
    <message>
        <source>未约定保证期间：</source>
        <translation>No guarantee period agreed: </translation>
    </message>
    <message>
        <source>约定的期间不晚于主债务到期，视为没有约定：</source>
        <translation>The agreed period ends no later than the debt falls due and counts as not agreed: </translation>
    </message>
    <message>
        <source>届满前向{name}本人主张，并留存送达凭证（第 693 条）</source>
        <translation>Demand payment from {name} before it ends and keep the proof of service (art. 693)</translation>
    </message>
    <message>
        <source>届满前对借款人起诉或申请仲裁，才保住对{name}的权利（第 693 条）</source>
        <translation>Only a suit or arbitration against the borrower before it ends keeps the claim on {name} (art. 693)</translation>
    </message>
    <message>
        <source>方案按 {day} 的金额提出，到期未审批即失效</source>
        <translation>Proposed on the sums of {day}; it expires if it is not decided by then</translation>
    </message>
    <message>
        <source>方案审批</source>
        <translation>Plan approval</translation>
    </message>
    <message>
        <source>还款计划第 {row} 期</source>
        <translation>Plan instalment {row}</translation>
    </message>
    <message>
        <source>本期应还 {sum}；两期未还，或一期逾期超过 30 天，方案即违约</source>
        <translation>{sum} is due; the plan is broken when two instalments are unpaid or one is more than 30 days late</translation>
    </message>
</context>
<context>
    <name>ColumnPanel</name>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>列宽可在表头拖动；点表头排序，再点反向。</source>
        <translation>Drag a head&apos;s edge for its width; press it to sort, again to turn round.</translation>
    </message>
    <message>
        <source>恢复默认</source>
        <translation>As they come</translation>
    </message>
    <message>
        <source>显示列：{title}</source>
        <translation>Show column {title}</translation>
    </message>
    <message>
        <source>上移“{title}”</source>
        <translation>Move “{title}” up</translation>
    </message>
    <message>
        <source>下移“{title}”</source>
        <translation>Move “{title}” down</translation>
    </message>
</context>
<context>
    <name>CompareCard</name>
    <message>
        <source>与原计划对比</source>
        <translation>Compare with the contract</translation>
    </message>
    <message>
        <source>月份</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>原计划到期</source>
        <translation>Contract due</translation>
    </message>
    <message>
        <source>原计划应还</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>新方案到期</source>
        <translation>Plan due</translation>
    </message>
    <message>
        <source>新方案应还</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>相差</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>原计划</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>新方案</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>没有剩余的期次</source>
        <translation>no instalments left</translation>
    </message>
    <message numerus="yes">
        <source>%n 期，末期 {last}，共 {sum}，最多一期 {most}</source>
        <translation>
            <numerusform>%n instalment, the last on {last}, {sum} in all, at most {most} at once</numerusform>
            <numerusform>%n instalments, the last on {last}, {sum} in all, at most {most} at once</numerusform>
        </translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>ConfirmCard</name>
    <message>
        <source>打开案件</source>
        <translation>Open case</translation>
    </message>
    <message>
        <source>导航</source>
        <translation>Navigate</translation>
    </message>
    <message>
        <source>导航到这里</source>
        <translation>Navigate here</translation>
    </message>
    <message>
        <source>在图上标注</source>
        <translation>Pinned on the map</translation>
    </message>
    <message>
        <source>没有登记地址</source>
        <translation>No address recorded</translation>
    </message>
    <message>
        <source>查到“{address}”，约 {far}以内，请对照后标出门口。</source>
        <translation>Found “{address}”, within about {far}. Compare, then mark the door.</translation>
    </message>
    <message>
        <source>这家的条款不允许保存结果，只在这里显示。</source>
        <translation>This provider&apos;s terms do not allow saving the result; it is only shown here.</translation>
    </message>
    <message>
        <source>还没有任何可以参照的位置：请取定位、用照片或输入坐标。</source>
        <translation>There is nothing to go by yet: use this laptop&apos;s location, a photo, or type coordinates.</translation>
    </message>
    <message>
        <source>地址的位置完全未知，示意图以“{name}”为中心，仅供参照。</source>
        <translation>Nothing is known of this address; the sketch is centred on “{name}” for reference only.</translation>
    </message>
    <message>
        <source>在地图上按一下门口的位置；灰点是附近已确认的地方。</source>
        <translation>Press where the door is on the map. Grey dots are confirmed places nearby.</translation>
    </message>
    <message>
        <source>点按或用方向键标出门口；灰点是附近已确认的地方。</source>
        <translation>Click, or use the arrow keys, to mark the door. Grey dots are confirmed places nearby.</translation>
    </message>
    <message>
        <source>输入的坐标</source>
        <translation>Typed coordinates</translation>
    </message>
</context>
<context>
    <name>ConflictDesk</name>
    <message>
        <source>冲突台</source>
        <translation>Conflict desk</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>没有要处理的</source>
        <translation>Nothing to settle</translation>
    </message>
    <message>
        <source>大家改了不同的地方会自动合并；改到同一处，或有记录未被接收时，会在这里并排给你看。</source>
        <translation>Changes in different places are merged by themselves. Where two change the same one, or a record is not accepted, both sides are shown here.</translation>
    </message>
    <message>
        <source>改到了同一处</source>
        <translation>The same thing changed twice</translation>
    </message>
    <message>
        <source>未被接收的记录</source>
        <translation>Records that were not accepted</translation>
    </message>
    <message>
        <source>已交主管决定</source>
        <translation>Left to the supervisor</translation>
    </message>
    <message numerus="yes">
        <source>%n 处改动等你选</source>
        <translation>
            <numerusform>%n change for you to choose</numerusform>
            <numerusform>%n changes for you to choose</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 条记录请看一下</source>
        <translation>
            <numerusform>%n record to look at</numerusform>
            <numerusform>%n records to look at</numerusform>
        </translation>
    </message>
    <message>
        <source>已采用提议的值，保存在本机，联网后送达。</source>
        <translation>The proposed value is taken: saved on this laptop, sent once online.</translation>
    </message>
    <message>
        <source>已保留现有的值，提议已收起。</source>
        <translation>The present value stays; the proposal is put away.</translation>
    </message>
    <message>
        <source>两个值都留着，交给主管决定。</source>
        <translation>Both values are kept for the supervisor to decide.</translation>
    </message>
</context>
<context>
    <name>Consequence</name>
    <message>
        <source>决定</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>附言（可不填）</source>
        <translation>A note (optional)</translation>
    </message>
    <message>
        <source>写给催收员：为什么，怎么改</source>
        <translation>To the collector: why, and what to change</translation>
    </message>
    <message>
        <source>提出</source>
        <translation>Proposed by</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>At</translation>
    </message>
    <message>
        <source>有效至</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>提出理由</source>
        <translation>Reason given</translation>
    </message>
    <message numerus="yes">
        <source>要 %n 位审批人先后签章，最后一位签章后生效。</source>
        <translation>
            <numerusform>%n approver must seal it; then it takes effect.</numerusform>
            <numerusform>%n approvers must seal it one after the other; it takes effect with the last seal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} 已签章，还要 %n 位审批人。</source>
        <translation>
            <numerusform>Sealed by {names}; %n approver is still needed.</numerusform>
            <numerusform>Sealed by {names}; %n approvers are still needed.</numerusform>
        </translation>
    </message>
    <message>
        <source>批准  A</source>
        <translation>Approve  A</translation>
    </message>
    <message>
        <source>批准</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>退回修改  R</source>
        <translation>Return  R</translation>
    </message>
    <message>
        <source>退回修改</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>否决  J</source>
        <translation>Reject  J</translation>
    </message>
    <message>
        <source>否决</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>附言</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>你的登录口令</source>
        <translation>Your passphrase</translation>
    </message>
    <message>
        <source>再想想  Esc</source>
        <translation>Go back  Esc</translation>
    </message>
    <message>
        <source>加盖你的数字签章，再送下一位审批人；在那之前仍是提案。</source>
        <translation>Adds your digital seal and goes to the next approver; until then it is a proposal.</translation>
    </message>
    <message>
        <source>加盖你的数字签章，文书锁定，方案开始履行。</source>
        <translation>Your digital seal is set, the document is locked and the plan begins.</translation>
    </message>
    <message>
        <source>连同你的意见回到催收员，改好后重新提出。</source>
        <translation>Goes back to the collector with your comment, to be proposed again.</translation>
    </message>
    <message>
        <source>方案就此了结，原合同继续履行。</source>
        <translation>The plan ends here; the contract goes on as it was.</translation>
    </message>
    <message>
        <source>批准 {name} 的方案：输入口令，加盖签章。</source>
        <translation>Approve the plan of {name}: your passphrase sets your seal.</translation>
    </message>
    <message>
        <source>退回 {name} 的方案：</source>
        <translation>Return the plan of {name}:</translation>
    </message>
    <message>
        <source>否决 {name} 的方案：</source>
        <translation>Reject the plan of {name}:</translation>
    </message>
    <message>
        <source>签章并批准</source>
        <translation>Seal and approve</translation>
    </message>
    <message>
        <source>确认否决</source>
        <translation>Reject the plan</translation>
    </message>
    <message>
        <source>请输入口令。</source>
        <translation>Please enter your passphrase.</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>已放弃，没有留下记录</source>
        <translation>Discarded; nothing was logged</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>借款人 {name}</source>
        <translation>Borrower {name}</translation>
    </message>
    <message>
        <source>案件 {number}</source>
        <translation>Case {number}</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>寄送方式与单号</source>
        <translation>How it was sent, and its number</translation>
    </message>
    <message>
        <source>保存通话</source>
        <translation>Save call</translation>
    </message>
    <message>
        <source>已发出，存入记录</source>
        <translation>Sent: log it</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>已保存，联网后自动发送</source>
        <translation>Saved; it is sent when there is a connection</translation>
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
    <name>Curtain</name>
    <message>
        <source>屏幕已收起</source>
        <translation>The screen is hidden</translation>
    </message>
    <message>
        <source>金额和他人信息都不显示。有旁人在场时请保持收起。</source>
        <translation>No sums and nobody else&apos;s details are shown. Keep it hidden while others look on.</translation>
    </message>
    <message>
        <source>恢复显示</source>
        <translation>Show again</translation>
    </message>
    <message>
        <source>{office} {name}（工号 {number}）</source>
        <translation>{office}, {name} (staff no. {number})</translation>
    </message>
    <message>
        <source>{name}（工号 {number}）</source>
        <translation>{name} (staff no. {number})</translation>
    </message>
    <message>
        <source>请转告{borrower}回电：{phone}</source>
        <translation>Please ask {borrower} to call back: {phone}</translation>
    </message>
    <message>
        <source>请转告{borrower}与我们联系</source>
        <translation>Please ask {borrower} to get in touch</translation>
    </message>
</context>
<context>
    <name>CustodyCard</name>
    <message>
        <source>本机记录</source>
        <translation>Records on this laptop</translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 项，见“同步”</source>
        <translation>
            <numerusform>%n more, see Sync</numerusform>
            <numerusform>%n more, see Sync</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustodyPanel</name>
    <message>
        <source>交回电脑前的核对</source>
        <translation>Check before handing the laptop in</translation>
    </message>
    <message>
        <source>导出回执…</source>
        <translation>Export receipt…</translation>
    </message>
    <message>
        <source>救援包…</source>
        <translation>Rescue bundle…</translation>
    </message>
    <message>
        <source>把未送达的内容存到U盘</source>
        <translation>Save what has not been delivered to a USB stick</translation>
    </message>
    <message>
        <source>文件明细</source>
        <translation>Files in detail</translation>
    </message>
    <message>
        <source>收起明细</source>
        <translation>Hide the files</translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 个文件，都在回执里。</source>
        <translation>
            <numerusform>%n more file, in the receipt.</numerusform>
            <numerusform>%n more files, all in the receipt.</numerusform>
        </translation>
    </message>
    <message>
        <source>保管回执</source>
        <translation>Custody receipt</translation>
    </message>
    <message>
        <source>导出回执</source>
        <translation>Export receipt</translation>
    </message>
    <message>
        <source>回执已存到 {path}</source>
        <translation>Receipt saved to {path}</translation>
    </message>
    <message>
        <source>副本已存到 {path}。副本不再加密，请妥善保管。</source>
        <translation>Copy saved to {path}. It is no longer encrypted: keep it safe.</translation>
    </message>
    <message>
        <source>另存副本</source>
        <translation>Save a copy</translation>
    </message>
</context>
<context>
    <name>CustodySteps</name>
    <message>
        <source>在本机</source>
        <translation>On this laptop</translation>
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
    <name>DayBar</name>
    <message>
        <source>日程：更多操作</source>
        <translation>The day: more actions</translation>
    </message>
    <message>
        <source>路上约 {span}</source>
        <translation>{span} travel</translation>
    </message>
    <message>
        <source>今日时间</source>
        <translation>The day&apos;s time</translation>
    </message>
</context>
<context>
    <name>DayDoing</name>
    <message>
        <source>重排余下</source>
        <translation>Plan the rest</translation>
    </message>
    <message>
        <source>排好今天</source>
        <translation>Plan today</translation>
    </message>
    <message>
        <source>{name}没人在。余下 {count} 站可以从这里、从现在重排。</source>
        <translation>Nobody there at {name}. The {count} stops left can be planned again from here and now.</translation>
    </message>
    <message>
        <source>{name}没人在。余下的站可以从这里重排。</source>
        <translation>Nobody there at {name}. The rest can be planned again from here.</translation>
    </message>
    <message>
        <source>{name}已排入</source>
        <translation>{name} is planned in</translation>
    </message>
    <message>
        <source>当日设置…</source>
        <translation>Settings of the day…</translation>
    </message>
    <message>
        <source>为明天排一份</source>
        <translation>Draft tomorrow</translation>
    </message>
    <message>
        <source>打印日程单…</source>
        <translation>Print the day sheet…</translation>
    </message>
    <message>
        <source>日程单存为 PDF…</source>
        <translation>Save the day sheet as PDF…</translation>
    </message>
    <message>
        <source>导出日历（.ics）…</source>
        <translation>Export a calendar (.ics)…</translation>
    </message>
    <message>
        <source>{name}没人在，外访还要记录</source>
        <translation>Nobody at {name}&apos;s; the visit still has to be recorded</translation>
    </message>
    <message>
        <source>按路程排（{price}）</source>
        <translation>Sort by distance ({price})</translation>
    </message>
</context>
<context>
    <name>DayFoot</name>
    <message>
        <source>今天没有能排进去的站</source>
        <translation>No stop fits into today</translation>
    </message>
    <message>
        <source>原因写在每个案件下面；可以改当日设置后重新排程。</source>
        <translation>The reason is below each case; you can change the settings of the day and plan again.</translation>
    </message>
    <message>
        <source>今天的走访都完成了</source>
        <translation>All visits of today are done</translation>
    </message>
    <message>
        <source>右边是还要收尾的事。</source>
        <translation>What is left to finish is on the right.</translation>
    </message>
    <message>
        <source>没排进今天 · {count}</source>
        <translation>Left out of today · {count}</translation>
    </message>
    <message>
        <source>顺路可看</source>
        <translation>On the way</translation>
    </message>
    <message>
        <source>今日已走访 · {count}</source>
        <translation>Visited today · {count}</translation>
    </message>
    <message>
        <source>今日不去 · {count}</source>
        <translation>Taken out of today · {count}</translation>
    </message>
    <message>
        <source>明天的草稿 · {count}</source>
        <translation>Draft of tomorrow · {count}</translation>
    </message>
    <message>
        <source>仍要排入</source>
        <translation>Put in anyway</translation>
    </message>
    <message>
        <source>拿掉</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>明天不去{name}</source>
        <translation>Take {name} out of tomorrow</translation>
    </message>
    <message>
        <source>离{name}约 {way}</source>
        <translation>about {way} from {name}</translation>
    </message>
    <message>
        <source>加入今日</source>
        <translation>Add to today</translation>
    </message>
    <message>
        <source>放回今日</source>
        <translation>Back into today</translation>
    </message>
</context>
<context>
    <name>DayPaper</name>
    <message>
        <source>外出 {number}</source>
        <translation>Out {number}</translation>
    </message>
    <message>
        <source>正在生成日程单…</source>
        <translation>Making the day sheet…</translation>
    </message>
    <message>
        <source>导出日历</source>
        <translation>Export a calendar</translation>
    </message>
    <message>
        <source>已导出到 {path}</source>
        <translation>Exported to {path}</translation>
    </message>
</context>
<context>
    <name>DecisionView</name>
    <message>
        <source>方案与依据</source>
        <translation>The plan and what it rests on</translation>
    </message>
    <message>
        <source>文书 {number}</source>
        <translation>Document {number}</translation>
    </message>
    <message>
        <source>提出时按 {sum} 计，之后又有新的观察。</source>
        <translation>Proposed on {sum}; the business has been seen again since.</translation>
    </message>
    <message>
        <source>到期承诺 {due} 次，足额兑现 {kept} 次</source>
        <translation>Promises come due: {due}, kept in full: {kept}</translation>
    </message>
    <message>
        <source>欠款与减免 · 截至 {day}</source>
        <translation>Debt and waiver · as of {day}</translation>
    </message>
    <message>
        <source>违约即恢复</source>
        <translation>revives if the plan breaks</translation>
    </message>
    <message>
        <source>罚息复利的 {share}%，违约即恢复</source>
        <translation>{share}% of penalty and compound interest; due again if the plan is broken</translation>
    </message>
    <message>
        <source>减免</source>
        <translation>Waiver</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>本金</source>
        <translation>Principal</translation>
    </message>
    <message>
        <source>利息</source>
        <translation>Interest</translation>
    </message>
    <message>
        <source>罚息</source>
        <translation>Penalty interest</translation>
    </message>
    <message>
        <source>复利</source>
        <translation>Compound interest</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Charges</translation>
    </message>
    <message>
        <source>还款明细</source>
        <translation>Schedule</translation>
    </message>
</context>
<context>
    <name>DepositForm</name>
    <message>
        <source>缴存</source>
        <translation>Deposit</translation>
    </message>
    <message>
        <source>缴款单号</source>
        <translation>Slip number</translation>
    </message>
    <message>
        <source>银行回单上的号码</source>
        <translation>As on the slip</translation>
    </message>
    <message>
        <source>缴款单金额</source>
        <translation>Sum on the slip</translation>
    </message>
    <message>
        <source>记录缴存</source>
        <translation>Record the deposit</translation>
    </message>
    <message>
        <source>一张缴款单可以包含几个案件的收据；记录时一次保存，缺一不可。</source>
        <translation>One slip may hold receipts of several cases; they are saved together or not at all.</translation>
    </message>
    <message numerus="yes">
        <source>已选 %n 张，合计 {sum}</source>
        <translation>
            <numerusform>%n receipt chosen, {sum} in all</numerusform>
            <numerusform>%n receipts chosen, {sum} in all</numerusform>
        </translation>
    </message>
    <message>
        <source>请在左边勾选要缴存的收据</source>
        <translation>Tick the receipts to deposit on the left</translation>
    </message>
    <message>
        <source>比所选收据多 {gap}</source>
        <translation>{gap} more than the chosen receipts</translation>
    </message>
    <message>
        <source>比所选收据少 {gap}</source>
        <translation>{gap} less than the chosen receipts</translation>
    </message>
    <message>
        <source>与所选收据一致</source>
        <translation>Fits the chosen receipts</translation>
    </message>
</context>
<context>
    <name>DiscardPart</name>
    <message>
        <source>放弃这次外访</source>
        <translation>Discard this visit</translation>
    </message>
    <message>
        <source>放弃这次更正</source>
        <translation>Discard this correction</translation>
    </message>
    <message>
        <source>确定放弃吗？</source>
        <translation>Discard it for good?</translation>
    </message>
    <message>
        <source>这次填写的内容、照片和录音会从本机删除，不能恢复。</source>
        <translation>What was filled in, its photos and recordings are deleted from this laptop and cannot be restored.</translation>
    </message>
    <message>
        <source>确定放弃</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>继续填写</source>
        <translation>Keep it</translation>
    </message>
</context>
<context>
    <name>DocumentsPage</name>
    <message>
        <source>文书</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>借款人</source>
        <translation>Borrower</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>还没有文书</source>
        <translation>No documents yet</translation>
    </message>
    <message>
        <source>在方案页和借款人谈好还款方案，出具并签署后，文书就在这里。</source>
        <translation>Agree a plan with the borrower on the plans page; once drawn up and signed, its document is here.</translation>
    </message>
    <message>
        <source>去方案页</source>
        <translation>Go to plans</translation>
    </message>
    <message>
        <source>另存副本</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>交付</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>U 盘、二维码、邮件</source>
        <translation>USB stick, QR code, e-mail</translation>
    </message>
    <message>
        <source>查看案件</source>
        <translation>Open case</translation>
    </message>
    <message>
        <source>签署于 {when}</source>
        <translation>Signed {when}</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ExportPanel</name>
    <message>
        <source>外访准备</source>
        <translation>Preparing visits</translation>
    </message>
    <message>
        <source>组内会议</source>
        <translation>Team meeting</translation>
    </message>
    <message>
        <source>与办公室核对</source>
        <translation>Check with the office</translation>
    </message>
    <message>
        <source>导出清单</source>
        <translation>Export the list</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>导出进度</source>
        <translation>Progress of the export</translation>
    </message>
    <message>
        <source>导出到…</source>
        <translation>Export to…</translation>
    </message>
    <message>
        <source>取消导出</source>
        <translation>Stop the export</translation>
    </message>
    <message>
        <source>打开所在文件夹</source>
        <translation>Open its folder</translation>
    </message>
    <message numerus="yes">
        <source>%n 个案件</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message>
        <source>，按列表现在的列和顺序：{columns}。</source>
        <translation>, with the columns and order on screen: {columns}. </translation>
    </message>
    <message>
        <source>电话和证件号不在其中。文件里写明谁、何时、因何导出、多少条，并留有记录。</source>
        <translation>No phone or identity number is in it. The file says who took it out, when, what for and how much, and that is kept.</translation>
    </message>
    <message>
        <source>规则允许导出遮盖后的工作清单（R36）。</source>
        <translation>The rules allow a masked working list (R36).</translation>
    </message>
    <message>
        <source>案件清单</source>
        <translation>Case list</translation>
    </message>
    <message numerus="yes">
        <source>已导出 %n 条</source>
        <translation>
            <numerusform>%n row written</numerusform>
            <numerusform>%n rows written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 条</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message>
        <source>经营场所</source>
        <translation>Premises</translation>
    </message>
</context>
<context>
    <name>FieldMap</name>
    <message>
        <source>图例</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>正在打开地图…</source>
        <translation>Opening the map…</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>地图组件没能打开，先用简图代替，其他功能不受影响。</source>
        <translation>The map could not open; a plain map stands in. Everything else works as usual.</translation>
    </message>
    <message>
        <source>地图：方向键移动，加减号缩放，N 下一个标记，回车选中，Esc 返回</source>
        <translation>Map: arrows move, plus and minus zoom, N next marker, Return chooses, Esc goes back</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>这里没有可显示的位置</source>
        <translation>No places to show here</translation>
    </message>
    <message>
        <source>{count} 个位置</source>
        <translation>{count} places</translation>
    </message>
    <message>
        <source>今日站点</source>
        <translation>Today&apos;s stops</translation>
    </message>
    <message>
        <source>今日路线</source>
        <translation>Today&apos;s route</translation>
    </message>
    <message>
        <source>多个位置，环为各类占比</source>
        <translation>Several places; the ring shows shares</translation>
    </message>
    <message>
        <source>位置的误差范围</source>
        <translation>Margin of error of the place</translation>
    </message>
    <message>
        <source>这一带没有离线底图</source>
        <translation>No offline map of this area</translation>
    </message>
    <message>
        <source>离线地图</source>
        <translation>Offline maps</translation>
    </message>
    <message>
        <source>拖出方框选案件；也可按空格定两角，Esc 结束</source>
        <translation>Draw a box around cases, or set two corners with Space; Esc ends</translation>
    </message>
    <message>
        <source>沿边界画一圈选案件，Esc 结束</source>
        <translation>Draw a line around cases; Esc ends</translation>
    </message>
    <message>
        <source>逐点按下量距离；空格在十字处加点，Esc 结束</source>
        <translation>Press point after point; Space adds one at the cross; Esc ends</translation>
    </message>
    <message>
        <source>按在准确位置上；也可移动地图后按空格</source>
        <translation>Press on the exact place, or move the map and press Space</translation>
    </message>
    <message>
        <source>共 {length}，Esc 结束</source>
        <translation>{length} in all; Esc ends</translation>
    </message>
    <message>
        <source>{count} 米</source>
        <translation>{count} m</translation>
    </message>
    <message>
        <source>{count} 公里</source>
        <translation>{count} km</translation>
    </message>
</context>
<context>
    <name>FileLineRow</name>
    <message>
        <source>取回</source>
        <translation>Fetch</translation>
    </message>
    <message>
        <source>另存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>另存副本</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Understood</translation>
    </message>
</context>
<context>
    <name>FileViewer</name>
    <message>
        <source>另存副本</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>FilesCard</name>
    <message>
        <source>照片与文件</source>
        <translation>Photos and files</translation>
    </message>
    <message>
        <source>添加照片或文件</source>
        <translation>Add photos or files</translation>
    </message>
    <message>
        <source>加密保存的进度</source>
        <translation>Progress of saving encrypted</translation>
    </message>
    <message>
        <source>还没有照片或文件。点“添加照片或文件”，或者把文件拖到这一页上。</source>
        <translation>No photos or files yet. Use “Add photos or files”, or drop files onto this page.</translation>
    </message>
    <message numerus="yes">
        <source>显示全部 %n 个</source>
        <translation>
            <numerusform>Show all %n</numerusform>
            <numerusform>Show all %n</numerusform>
        </translation>
    </message>
    <message>
        <source>照片、PDF 和录音</source>
        <translation>Photos, PDF and recordings</translation>
    </message>
    <message>
        <source>副本已存到 {path}。副本不再加密，请妥善保管。</source>
        <translation>Copy saved to {path}. It is no longer encrypted: keep it safe.</translation>
    </message>
    <message>
        <source>另存副本</source>
        <translation>Save a copy</translation>
    </message>
</context>
<context>
    <name>FirstNetwork</name>
    <message>
        <source>网络设置…</source>
        <translation>Network settings…</translation>
    </message>
    <message>
        <source>代理地址（留空跟随系统）</source>
        <translation>Proxy address (empty: as the system)</translation>
    </message>
    <message>
        <source>代理账号</source>
        <translation>Proxy name</translation>
    </message>
    <message>
        <source>代理密码</source>
        <translation>Proxy password</translation>
    </message>
    <message>
        <source>添加机构证书文件…</source>
        <translation>Office certificate…</translation>
    </message>
    <message>
        <source>选择证书文件</source>
        <translation>Choose certificate file</translation>
    </message>
</context>
<context>
    <name>FirstSync</name>
    <message>
        <source>同步进度</source>
        <translation>Progress of the sync</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>正在取回你的案件</source>
        <translation>Fetching your cases</translation>
    </message>
    <message>
        <source>第一次同步要把名下案件都取到本机，之后离线也能工作。</source>
        <translation>The first sync brings all your cases to this laptop; afterwards you can work offline.</translation>
    </message>
    <message>
        <source>还没有取回案件</source>
        <translation>No cases fetched yet</translation>
    </message>
    <message>
        <source>联网后会自动同步。</source>
        <translation>They come by themselves once you are online.</translation>
    </message>
    <message>
        <source>已收到 {count} 条记录，可以先看别处。</source>
        <translation>{count} records received; you may look elsewhere meanwhile.</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>状态栏</source>
        <translation>Status line</translation>
    </message>
    <message>
        <source>练习数据</source>
        <translation>Practice data</translation>
    </message>
    <message>
        <source>F1 快捷键</source>
        <translation>F1 Keys</translation>
    </message>
</context>
<context>
    <name>GapsCard</name>
    <message>
        <source>离开之前</source>
        <translation>Before you leave</translation>
    </message>
    <message>
        <source>保存之前</source>
        <translation>Before you save</translation>
    </message>
    <message numerus="yes">
        <source>还差 %n 项</source>
        <translation>
            <numerusform>%n answer missing</numerusform>
            <numerusform>%n answers missing</numerusform>
        </translation>
    </message>
    <message>
        <source>必填的都填好了，可以离开</source>
        <translation>All that is required is filled in; you can leave</translation>
    </message>
    <message>
        <source>必填的都填好了，可以保存</source>
        <translation>Nothing required is missing: it can be saved</translation>
    </message>
    <message>
        <source>建议补充</source>
        <translation>Worth adding</translation>
    </message>
    <message>
        <source>去填写：{name}</source>
        <translation>Go to: {name}</translation>
    </message>
</context>
<context>
    <name>GeocoderCard</name>
    <message>
        <source>在线查地址</source>
        <translation>Look up addresses online</translation>
    </message>
    <message>
        <source>服务商</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>密钥或服务器地址</source>
        <translation>Key, or address of the server</translation>
    </message>
    <message>
        <source>允许在本机保存查到的位置</source>
        <translation>Results may be saved on this laptop</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>保存这家服务商的密钥</source>
        <translation>Save the key of this provider</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>移除这家服务商的密钥</source>
        <translation>Remove the key of this provider</translation>
    </message>
    <message>
        <source>默认不联网。填写密钥后，可在“待确认位置”中逐个查询；只发送地址，不发送姓名、电话和案件编号。</source>
        <translation>Off until you enter a key. Addresses can then be looked up one by one under “Places to confirm”; only the address is sent, never a name, a phone number or a case number.</translation>
    </message>
    <message>
        <source>密钥或地址</source>
        <translation>Key or address</translation>
    </message>
    <message>
        <source>服务器地址 https://…</source>
        <translation>Address of the server, https://…</translation>
    </message>
    <message>
        <source>尚未填写密钥</source>
        <translation>No key yet</translation>
    </message>
    <message>
        <source>已保存，留空不变</source>
        <translation>Saved; leave empty to keep it</translation>
    </message>
    <message>
        <source>数据来自 OpenStreetMap，许可（ODbL）允许保存，注明来源即可；公共服务器每秒只可查询一次。</source>
        <translation>Data from OpenStreetMap; its licence (ODbL) allows saving results if the source is named. A public server takes one query a second.</translation>
    </message>
    <message>
        <source>没有查到该服务商是否允许保存结果。请核对单位与其签订的约定后再勾选；不勾选时只显示、不保存。</source>
        <translation>Whether this provider allows saving results is not known. Tick this only after checking your contract; otherwise results are shown and not saved.</translation>
    </message>
    <message>
        <source>请先填写密钥。</source>
        <translation>Enter a key first.</translation>
    </message>
    <message>
        <source>请先填写地址。</source>
        <translation>Enter an address first.</translation>
    </message>
    <message>
        <source>已保存，现在就可以查询。</source>
        <translation>Saved; addresses can be looked up now.</translation>
    </message>
    <message>
        <source>已移除。</source>
        <translation>Removed.</translation>
    </message>
</context>
<context>
    <name>Geocoders</name>
    <message>
        <source>高德</source>
        <translation>AMap</translation>
    </message>
    <message>
        <source>天地图</source>
        <translation>Tianditu</translation>
    </message>
    <message>
        <source>百度</source>
        <translation>Baidu</translation>
    </message>
</context>
<context>
    <name>GroupCard</name>
    <message>
        <source>与上次相同</source>
        <translation>Same as last time</translation>
    </message>
    <message>
        <source>{group}：与上次相同</source>
        <translation>{group}: same as last time</translation>
    </message>
    <message>
        <source>在这一组里按 = 键</source>
        <translation>Press = within this group</translation>
    </message>
    <message>
        <source>登记：{kind}</source>
        <translation>On file: {kind}</translation>
    </message>
    <message>
        <source>已答 {given} 项，共 {asked} 项</source>
        <translation>{given} of {asked} answered</translation>
    </message>
    <message>
        <source>收起{group}</source>
        <translation>Fold {group}</translation>
    </message>
    <message>
        <source>展开{group}</source>
        <translation>Unfold {group}</translation>
    </message>
</context>
<context>
    <name>GuarantorCard</name>
    <message>
        <source>保证人的书面同意</source>
        <translation>Guarantors&apos; written consent</translation>
    </message>
    <message>
        <source>这个方案比原合同多 {sum}，也可能更晚到期，保证人的负担加重。</source>
        <translation>The plan asks for {sum} more than the contract and may end later: the guarantors&apos; burden grows.</translation>
    </message>
    <message>
        <source>这个方案比原合同更晚到期，保证人的负担加重。</source>
        <translation>The plan ends later than the contract: the guarantors&apos; burden grows.</translation>
    </message>
    <message>
        <source>{name} 是否书面同意</source>
        <translation>Does {name} consent in writing</translation>
    </message>
    <message>
        <source>哪份文件（编号、日期）</source>
        <translation>Which paper (number, date)</translation>
    </message>
    <message>
        <source>为什么没有（联系不上、不愿意……）</source>
        <translation>Why not (cannot be reached, unwilling …)</translation>
    </message>
    <message>
        <source>{name} 对加重的 {sum} 不承担保证责任。</source>
        <translation>{name} does not guarantee the added {sum}.</translation>
    </message>
    <message>
        <source>{name} 的保证期间不随方案延长，仍到 {day} 为止。</source>
        <translation>The guarantee period of {name} is not moved: it ends on {day}.</translation>
    </message>
    <message numerus="yes">
        <source>此后到期的 %n 期共 {sum}，届时可能已不能要求其承担。</source>
        <translation>
            <numerusform>%n instalment of {sum} falls due after that; it may no longer be claimed then.</numerusform>
            <numerusform>%n instalments of {sum} in all fall due after that; they may no longer be claimed then.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HabitsSheet</name>
    <message>
        <source>当日设置</source>
        <translation>Settings of the day</translation>
    </message>
    <message>
        <source>出发时间</source>
        <translation>Leave at</translation>
    </message>
    <message>
        <source>收工时间</source>
        <translation>Finish at</translation>
    </message>
    <message>
        <source>午休开始</source>
        <translation>Lunch from</translation>
    </message>
    <message>
        <source>午休结束</source>
        <translation>Lunch to</translation>
    </message>
    <message>
        <source>每站时间</source>
        <translation>Time per visit</translation>
    </message>
    <message>
        <source>分钟</source>
        <translation>min</translation>
    </message>
    <message>
        <source>出发地点</source>
        <translation>Begin at</translation>
    </message>
    <message>
        <source>收工地点</source>
        <translation>End at</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>地点写地址或经纬度（120.62,31.32）。不写：第一站怎么去、最后怎么回，都不计时间。午休两个时间相同：不留午休。</source>
        <translation>A place is an address or coordinates (120.62,31.32). Left empty, the way to the first stop and home is not counted. The same time twice means no lunch.</translation>
    </message>
</context>
<context>
    <name>HandOverSheet</name>
    <message>
        <source>交付副本</source>
        <translation>Hand over a copy</translation>
    </message>
    <message>
        <source>写入和核对的进度</source>
        <translation>Progress of writing and checking</translation>
    </message>
    <message>
        <source>重新查找 U 盘</source>
        <translation>Look again for sticks</translation>
    </message>
    <message>
        <source>核对二维码</source>
        <translation>Verification code</translation>
    </message>
    <message>
        <source>存一份副本并打开邮件程序…</source>
        <translation>Save a copy and open the mail program…</translation>
    </message>
    <message>
        <source>这份文书现在还是“{mark}”，副本里同样写明；生效后请再交付一次。</source>
        <translation>This paper is still &quot;{mark}&quot;, and the copy says so; hand it over again once it is in force.</translation>
    </message>
    <message>
        <source>拷到 U 盘</source>
        <translation>Copy to a USB stick</translation>
    </message>
    <message>
        <source>原样拷贝整个文件，写完读回核对，一致才算成功。副本不加密，谁拿到都能打开。</source>
        <translation>Copies the whole file as it is, reads it back and compares; only then it counts. The copy is not encrypted: whoever has it can open it.</translation>
    </message>
    <message>
        <source>用手机拍二维码</source>
        <translation>Photograph a code</translation>
    </message>
    <message>
        <source>用邮件发送</source>
        <translation>Send by e-mail</translation>
    </message>
    <message>
        <source>先把副本存到你选的位置，再打开这台电脑的邮件程序；附件要你自己添加。邮件里不写姓名和金额，只写文书编号。</source>
        <translation>First saves a copy where you choose, then opens this computer&apos;s mail program; you add the attachment yourself. The message names no person and no sum, only the number of the paper.</translation>
    </message>
    <message>
        <source>{name}（可用 {free} MB）</source>
        <translation>{name} ({free} MB free)</translation>
    </message>
    <message>
        <source>这个盘不能写入</source>
        <translation>This drive cannot be written to</translation>
    </message>
    <message>
        <source>没有找到 U 盘。插好后按“重新查找”。</source>
        <translation>No USB stick found. Put one in and press &quot;Look again&quot;.</translation>
    </message>
    <message>
        <source>正在写入并读回核对，请不要拔出 U 盘。</source>
        <translation>Writing and reading back. Please do not pull the stick.</translation>
    </message>
    <message>
        <source>已写入并核对一致：{path}。可以安全弹出了。</source>
        <translation>Written and verified: {path}. You can eject it now.</translation>
    </message>
    <message>
        <source>码里是债权人名称和电话、各期日期和金额、文书编号和文件指纹，拍下就能看；它不是文书本身。</source>
        <translation>The code holds the creditor&apos;s name and telephone, all dates and sums, the number and the fingerprint of the file, readable on any phone; it is not the paper itself.</translation>
    </message>
    <message>
        <source>码里只有文书编号和文件指纹，用来核对文书真伪；它不是文书本身。</source>
        <translation>The code holds only the number and the fingerprint of the file, to verify the paper by; it is not the paper itself.</translation>
    </message>
    <message>
        <source>现在离线，邮件发不出去；可以先拷到 U 盘。</source>
        <translation>You are offline, so mail cannot be sent; a USB stick works.</translation>
    </message>
    <message>
        <source>副本存到哪里</source>
        <translation>Where to save the copy</translation>
    </message>
    <message>
        <source>文书见附件。</source>
        <translation>Please find the paper attached.</translation>
    </message>
    <message>
        <source>文书 {number}</source>
        <translation>Paper {number}</translation>
    </message>
    <message>
        <source>邮件程序已打开。请添加附件 {path}，确认收件人后再发送。</source>
        <translation>The mail program is open. Attach {path} and check the recipient before you send.</translation>
    </message>
    <message>
        <source>这台电脑没有可用的邮件程序。副本已存到 {path}，请用别的办法发送。</source>
        <translation>This computer has no mail program. The copy is at {path}; please send it another way.</translation>
    </message>
</context>
<context>
    <name>HeardCard</name>
    <message>
        <source>对方还提到</source>
        <translation>They also said</translation>
    </message>
</context>
<context>
    <name>HeldRow</name>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>看案件</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>收据 {no}</source>
        <translation>Receipt {no}</translation>
    </message>
    <message>
        <source>{moment} 收自 {payer}</source>
        <translation>from {payer}, {moment}</translation>
    </message>
    <message>
        <source>用另一台电脑开具</source>
        <translation>written with another laptop</translation>
    </message>
    <message>
        <source>办公室未接收这张收据：{why}</source>
        <translation>The office did not accept this receipt: {why}</translation>
    </message>
    <message>
        <source>已超期</source>
        <translation>overdue</translation>
    </message>
    <message>
        <source>为什么作废这张收据？钱退给对方后才能作废，号码不会再用。</source>
        <translation>Why is this receipt void? The money has to be given back first; the number is not used again.</translation>
    </message>
    <message>
        <source>作废收据</source>
        <translation>Make it void</translation>
    </message>
    <message>
        <source>案件已不在本机</source>
        <translation>The case is no longer on this laptop</translation>
    </message>
    <message>
        <source>借款人 {name}</source>
        <translation>borrower {name}</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>办公室电话</source>
        <translation>Office phone</translation>
    </message>
    <message>
        <source>{time} 已记下，一有网络马上送到办公室。</source>
        <translation>Noted at {time}; it reaches the office as soon as there is a connection.</translation>
    </message>
    <message>
        <source>{time} 已记下。</source>
        <translation>Noted at {time}.</translation>
    </message>
    <message>
        <source>正在确定位置…</source>
        <translation>Finding the place…</translation>
    </message>
    <message>
        <source>位置已记下，误差约 {metres} 米。</source>
        <translation>The place is noted, within about {metres} m.</translation>
    </message>
    <message>
        <source>没有取到位置：{why}</source>
        <translation>No place: {why}</translation>
    </message>
    <message>
        <source>本人已确认：没事了</source>
        <translation>Confirmed by the person: all is well</translation>
    </message>
</context>
<context>
    <name>HelpCard</name>
    <message>
        <source>{name} 求助</source>
        <translation>{name} asks for help</translation>
    </message>
    <message>
        <source>已离开现场</source>
        <translation>Has left the place</translation>
    </message>
    <message>
        <source>还没有说已离开</source>
        <translation>Has not said that they left</translation>
    </message>
    <message>
        <source>打给</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>没有取到位置</source>
        <translation>No position was found</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>说的话</source>
        <translation>Said</translation>
    </message>
    <message>
        <source>查看案件</source>
        <translation>Open case</translation>
    </message>
    <message>
        <source>复制位置</source>
        <translation>Copy position</translation>
    </message>
</context>
<context>
    <name>HelpWatch</name>
    <message>
        <source>{name} 求助：{case}。请到“督导”查看位置和电话。</source>
        <translation>{name} asks for help: {case}. See &quot;Team&quot; for place and telephone.</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>查找结果</source>
        <translation>Results</translation>
    </message>
</context>
<context>
    <name>IdleScreen</name>
    <message>
        <source>催收外访 · 已锁定</source>
        <translation>FieldApp · Locked</translation>
    </message>
    <message>
        <source>已锁定</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>屏幕已锁定。输入口令后回到原来的页面，草稿都在。</source>
        <translation>The screen is locked. With your passphrase you are back on the same page; drafts are all there.</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>解锁</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>换人登录</source>
        <translation>Sign in as somebody else</translation>
    </message>
</context>
<context>
    <name>InkPad</name>
    <message>
        <source>签名要由本人用笔、手指或鼠标写；其余都可以用键盘完成。</source>
        <translation>The signature is written by the person with a pen, a finger or a mouse; everything else can be done by keyboard.</translation>
    </message>
</context>
<context>
    <name>InkStep</name>
    <message>
        <source>{person}的签名板</source>
        <translation>Signing pad of the {person}</translation>
    </message>
    <message>
        <source>身份核对</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>清除重签</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>对照文书</source>
        <translation>Show paper</translation>
    </message>
    <message>
        <source>不在场，本次不签</source>
        <translation>Not here, does not sign today</translation>
    </message>
    <message>
        <source>拒绝签名…</source>
        <translation>Refuses to sign…</translation>
    </message>
    <message>
        <source>拒签理由</source>
        <translation>Reason for refusing</translation>
    </message>
    <message>
        <source>签好了，下一步</source>
        <translation>Signed, next</translation>
    </message>
    <message>
        <source>签好了，去封存</source>
        <translation>Signed, seal</translation>
    </message>
    <message>
        <source>记下并继续</source>
        <translation>Record and go on</translation>
    </message>
    <message>
        <source>记下拒签，结束签署</source>
        <translation>Record refusal and end</translation>
    </message>
    <message>
        <source>请{person}签名</source>
        <translation>Signature of the {person}</translation>
    </message>
    <message>
        <source>与案件中登记的证件号末四位不一致，请再核对。</source>
        <translation>These are not the last four characters on record. Please check again.</translation>
    </message>
    <message>
        <source>按本计划足额履行，共应支付</source>
        <translation>To pay in all under this plan</translation>
    </message>
    <message>
        <source>撤一笔</source>
        <translation>Undo stroke</translation>
    </message>
    <message>
        <source>对方报出或证件上的末四位</source>
        <translation>Last four, as told or on the document</translation>
    </message>
    <message>
        <source>写下对方自己说的话</source>
        <translation>Write down their own words</translation>
    </message>
    <message>
        <source>还没有签名，请在上面的框里签名。</source>
        <translation>Nothing is signed yet; please sign in the box above.</translation>
    </message>
    <message>
        <source>请先选择怎样核对的身份。</source>
        <translation>First choose how identity was checked.</translation>
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
    <name>LeaveCard</name>
    <message>
        <source>退出登录</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>离开时的位置</source>
        <translation>Place on leaving</translation>
    </message>
</context>
<context>
    <name>LeaveQuestion</name>
    <message>
        <source>还有没送达的</source>
        <translation>Not everything has been delivered</translation>
    </message>
    <message>
        <source>同步后离开</source>
        <translation>Sync, then leave</translation>
    </message>
    <message>
        <source>留到下次</source>
        <translation>Keep for next time</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>同步进度</source>
        <translation>Sync progress</translation>
    </message>
    <message>
        <source>{held}。</source>
        <translation>{held}.</translation>
    </message>
    <message>
        <source>留到下次也不会丢：都加密保存在这台电脑上，下次在这里登录后继续发送。</source>
        <translation>Nothing is lost if you leave: it is kept encrypted on this laptop and sent after your next sign-in here.</translation>
    </message>
    <message>
        <source>正在发送，送完就离开。</source>
        <translation>Sending; you leave once all has been delivered.</translation>
    </message>
    <message>
        <source>不等了，留到下次</source>
        <translation>Do not wait, keep for next time</translation>
    </message>
    <message>
        <source>这一轮没有全部送达。</source>
        <translation>Not everything was delivered in this round.</translation>
    </message>
    <message numerus="yes">
        <source>正在发送，已传 %n 个文件，送完就离开。</source>
        <translation>
            <numerusform>Sending, %n file moved; it leaves once all has been sent.</numerusform>
            <numerusform>Sending, %n files moved; it leaves once all has been sent.</numerusform>
        </translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>LineCard</name>
    <message numerus="yes">
        <source>还有 %n 项</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinesDrawer</name>
    <message>
        <source>逐笔核对</source>
        <translation>Line by line</translation>
    </message>
    <message>
        <source>按 {moment} 账务，算到 {day}</source>
        <translation>Balances as of {moment}, worked out to {day}</translation>
    </message>
    <message>
        <source>合同 {no}</source>
        <translation>Contract {no}</translation>
    </message>
    <message>
        <source>还款冲销顺序：{order}</source>
        <translation>Order of allocation: {order}</translation>
    </message>
    <message>
        <source>还款计划表（合同）</source>
        <translation>Schedule of the contract</translation>
    </message>
    <message>
        <source>已收还款与冲销</source>
        <translation>Payments received and where they went</translation>
    </message>
    <message>
        <source>还没有收到过还款。</source>
        <translation>No payment has been received yet.</translation>
    </message>
    <message>
        <source>已收 {paid}，到期未还 {due}</source>
        <translation>Received {paid}, due and unpaid {due}</translation>
    </message>
    <message>
        <source>已履行完毕的还款计划</source>
        <translation>Completed repayment plan</translation>
    </message>
    <message>
        <source>履行中的还款计划</source>
        <translation>Running repayment plan</translation>
    </message>
</context>
<context>
    <name>LoansCard</name>
    <message>
        <source>借款</source>
        <translation>Loans</translation>
    </message>
    <message>
        <source>合同 {no}</source>
        <translation>Contract {no}</translation>
    </message>
    <message>
        <source>{day} 发放 {sum}，{count} 期</source>
        <translation>{sum} lent {day}, {count} instalments</translation>
    </message>
    <message>
        <source>还款计划已履行完毕，债务了结</source>
        <translation>The repayment plan is completed; the debt is settled</translation>
    </message>
    <message>
        <source>这个方案包括哪几笔借款</source>
        <translation>Which loans the plan covers</translation>
    </message>
    <message>
        <source>几笔一并安排：每笔仍按自己的账算到分，合成一张还款表、一份文书，一起生效或一起不生效。</source>
        <translation>Agreed together: each loan keeps its own account to the cent; one table, one document; all come into force, or none.</translation>
    </message>
    <message>
        <source>勾选两笔以上，就一并安排，签一份文书。</source>
        <translation>Tick two or more to agree them together on one document.</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>口令正确，正在同步…</source>
        <translation>The passphrase is right; syncing…</translation>
    </message>
    <message>
        <source>连上网络后请再试一次。</source>
        <translation> Connect to a network and try again.</translation>
    </message>
    <message>
        <source>正在联系机构…</source>
        <translation>Asking the office…</translation>
    </message>
    <message>
        <source>催收外访 · 已锁定</source>
        <translation>FieldApp · Locked</translation>
    </message>
    <message>
        <source>已锁定</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>这台电脑已锁定</source>
        <translation>This laptop is locked</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>旧口令</source>
        <translation>Old passphrase</translation>
    </message>
    <message>
        <source>把未送达的内容存到U盘…</source>
        <translation>Save what has not been delivered to a USB stick…</translation>
    </message>
    <message>
        <source>退出登录</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>联网同步并解锁</source>
        <translation>Sync and unlock</translation>
    </message>
    <message>
        <source>再问一次机构</source>
        <translation>Ask the office again</translation>
    </message>
    <message>
        <source>本机没有等待发送的内容。</source>
        <translation>Nothing waits here to be sent.</translation>
    </message>
    <message>
        <source>{held}，都加密保存在本机。</source>
        <translation>{held}, all kept encrypted on this laptop.</translation>
    </message>
</context>
<context>
    <name>MapFilters</name>
    <message>
        <source>走访时间</source>
        <translation>Visited</translation>
    </message>
    <message numerus="yes">
        <source>%n 天内</source>
        <translation>
            <numerusform>within %n day</numerusform>
            <numerusform>within %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>逾期阶段</source>
        <translation>Ageing bucket</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>催收员</source>
        <translation>Collector</translation>
    </message>
    <message>
        <source>团队</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>未走访</source>
        <translation>Not visited</translation>
    </message>
    <message>
        <source>无人负责</source>
        <translation>Unassigned</translation>
    </message>
    <message>
        <source>全部催收员</source>
        <translation>All collectors</translation>
    </message>
    <message>
        <source>全部团队</source>
        <translation>All teams</translation>
    </message>
</context>
<context>
    <name>MapList</name>
    <message>
        <source>没有位置</source>
        <translation>No place</translation>
    </message>
</context>
<context>
    <name>MapPacks</name>
    <message numerus="yes">
        <source>%n 份离线地图</source>
        <translation>
            <numerusform>%n offline map</numerusform>
            <numerusform>%n offline maps</numerusform>
        </translation>
    </message>
    <message>
        <source>还没有离线地图</source>
        <translation>No offline maps yet</translation>
    </message>
    <message>
        <source>磁盘剩余 {size}</source>
        <translation>{size} free on the disk</translation>
    </message>
    <message>
        <source>世界底图（仅陆地）</source>
        <translation>World (land only)</translation>
    </message>
    <message>
        <source>矢量地图</source>
        <translation>Vector map</translation>
    </message>
    <message>
        <source>图片地图</source>
        <translation>Picture map</translation>
    </message>
    <message>
        <source>路网与路程时间</source>
        <translation>roads and travel times</translation>
    </message>
    <message>
        <source>街道名</source>
        <translation>streets</translation>
    </message>
    <message>
        <source>全世界</source>
        <translation>The whole world</translation>
    </message>
    <message>
        <source>东经 {span}</source>
        <translation>{span} E</translation>
    </message>
    <message>
        <source>西经 {span}</source>
        <translation>{span} W</translation>
    </message>
    <message>
        <source>北纬 {span}</source>
        <translation>{span} N</translation>
    </message>
    <message>
        <source>南纬 {span}</source>
        <translation>{span} S</translation>
    </message>
    <message>
        <source>{day} 制作</source>
        <translation>made {day}</translation>
    </message>
    <message>
        <source>数据截至 {day}</source>
        <translation>data as of {day}</translation>
    </message>
    <message>
        <source>制作日期不明</source>
        <translation>age unknown</translation>
    </message>
    <message>
        <source>超过一年，道路可能已有变化</source>
        <translation>more than a year old: roads may have changed</translation>
    </message>
    <message numerus="yes">
        <source>%n 天前</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message>
        <source>每秒 {size}</source>
        <translation>{size} a second</translation>
    </message>
    <message>
        <source>还要约 {time}</source>
        <translation>about {time} left</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>地图</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>待确认位置</source>
        <translation>Places to confirm</translation>
    </message>
    <message>
        <source>逾期阶段</source>
        <translation>Ageing</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>地图上的案件</source>
        <translation>Cases on the map</translation>
    </message>
    <message>
        <source>显示全部</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>换一个姓名、拼音首字母、电话或地址试试。</source>
        <translation>Try another name, initials, phone or address.</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear the filters</translation>
    </message>
    <message>
        <source>还没有案件</source>
        <translation>No cases yet</translation>
    </message>
    <message>
        <source>分派给你的案件同步后会出现在这里。</source>
        <translation>Cases assigned to you appear here after a sync.</translation>
    </message>
    <message>
        <source>姓名、拼音首字母、电话、地址…</source>
        <translation>Name, initials, phone, address…</translation>
    </message>
    <message>
        <source>在地图上查找</source>
        <translation>Find on the map</translation>
    </message>
    <message numerus="yes">
        <source>只列选中的 %n 个案件</source>
        <translation>
            <numerusform>Only the %n selected case</numerusform>
            <numerusform>Only the %n selected cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个案件</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个案件没有位置</source>
        <translation>
            <numerusform>%n case without a place</numerusform>
            <numerusform>%n cases without a place</numerusform>
        </translation>
    </message>
    <message>
        <source>按 {moment} 账务</source>
        <translation>Balances as of {moment}</translation>
    </message>
    <message>
        <source>今日路线（按道路）</source>
        <translation>Today&apos;s route (by road)</translation>
    </message>
    <message>
        <source>今日路线（直线）</source>
        <translation>Today&apos;s route (straight lines)</translation>
    </message>
</context>
<context>
    <name>MapPrinting</name>
    <message>
        <source>案件地图-{day}.pdf</source>
        <translation>map-{day}.pdf</translation>
    </message>
    <message>
        <source>案件地图 · {day}</source>
        <translation>Map of cases · {day}</translation>
    </message>
    <message>
        <source>{who} 于 {moment} 打印，仅供外访使用</source>
        <translation>Printed by {who} on {moment}, for field visits only</translation>
    </message>
    <message>
        <source>正在打印…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>地图已存为 {name}</source>
        <translation>The map is saved as {name}</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>把地图存为</source>
        <translation>Save the map as</translation>
    </message>
</context>
<context>
    <name>MapSides</name>
    <message>
        <source>走访覆盖图</source>
        <translation>Coverage map</translation>
    </message>
    <message>
        <source>看哪种图</source>
        <translation>Which map</translation>
    </message>
    <message>
        <source>覆盖方格</source>
        <translation>Coverage</translation>
    </message>
    <message>
        <source>案件地图</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>框选</source>
        <translation>Box</translation>
    </message>
    <message>
        <source>在地图上拖出方框，列出里面的案件</source>
        <translation>Draw a box on the map to list the cases in it</translation>
    </message>
    <message>
        <source>圈选</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>在地图上画一圈，列出里面的案件</source>
        <translation>Draw a line around cases on the map to list them</translation>
    </message>
    <message>
        <source>没有位置够准的案件可以画在图上</source>
        <translation>No case has a place exact enough to be shown</translation>
    </message>
    <message>
        <source>团队的案件地图</source>
        <translation>Map of the team&apos;s cases</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
</context>
<context>
    <name>MapTools</name>
    <message>
        <source>地图工具</source>
        <translation>Map tools</translation>
    </message>
    <message>
        <source>框选</source>
        <translation>Box</translation>
    </message>
    <message>
        <source>拖出方框，选中里面的案件</source>
        <translation>Draw a box and pick the cases in it</translation>
    </message>
    <message>
        <source>圈选</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>沿边界画一圈，选中里面的案件</source>
        <translation>Draw a line around cases and pick them</translation>
    </message>
    <message>
        <source>测距</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>逐点量距离</source>
        <translation>Measure distances from point to point</translation>
    </message>
    <message>
        <source>选屏内</source>
        <translation>In view</translation>
    </message>
    <message>
        <source>选中地图上看得见的全部案件</source>
        <translation>Pick all cases in sight on the map</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>把地图打印成 PDF</source>
        <translation>Print the map as a PDF</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>案件地图</source>
        <translation>Map of the cases</translation>
    </message>
    <message>
        <source>逾期阶段</source>
        <translation>Overdue bucket</translation>
    </message>
</context>
<context>
    <name>MapsCard</name>
    <message>
        <source>离线地图</source>
        <translation>Offline maps</translation>
    </message>
    <message>
        <source>没有网络时的底图、路程时间和街道名。地图里没有任何案件信息。</source>
        <translation>Ground map, travel times and street names for when there is no network. They hold nothing about any case.</translation>
    </message>
    <message>
        <source>管理离线地图</source>
        <translation>Manage offline maps</translation>
    </message>
</context>
<context>
    <name>MapsPage</name>
    <message>
        <source>离线地图</source>
        <translation>Offline maps</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>查看办公室提供的地图</source>
        <translation>Check the office&apos;s maps</translation>
    </message>
    <message>
        <source>添加地图文件…</source>
        <translation>Add a map file…</translation>
    </message>
    <message>
        <source>正在核对并安装 {name}…</source>
        <translation>Checking and installing {name}…</translation>
    </message>
    <message>
        <source>本机的地图</source>
        <translation>Maps on this laptop</translation>
    </message>
    <message>
        <source>办公室提供的地图</source>
        <translation>Maps the office offers</translation>
    </message>
    <message>
        <source>还没有离线地图</source>
        <translation>No offline maps yet</translation>
    </message>
    <message>
        <source>没有离线地图时，案件仍按位置显示在空白底图上。可以下载办公室提供的地图，或添加U盘里的地图文件。</source>
        <translation>Without one, cases are still shown at their places on a blank ground. Download a map from the office, or add a map file from a USB stick.</translation>
    </message>
    <message>
        <source>还没有问过办公室。连上网络后会自动查看。</source>
        <translation>The office has not been asked yet. It will be once there is a network.</translation>
    </message>
    <message>
        <source>暂时不知道办公室提供什么</source>
        <translation>What the office offers is not known yet</translation>
    </message>
    <message>
        <source>办公室还没有提供地图</source>
        <translation>The office offers no maps yet</translation>
    </message>
    <message>
        <source>地图由办公室制作和添加。也可以从U盘添加地图文件。</source>
        <translation>The office makes and adds maps. A map file can also be added from a USB stick.</translation>
    </message>
    <message>
        <source>没有连上办公室，暂时不能下载；本机的地图照常可用。</source>
        <translation>The office cannot be reached, so nothing can be downloaded now; the maps on this laptop still work.</translation>
    </message>
    <message>
        <source>下面是 {moment} 的列表。</source>
        <translation>The list below is of {moment}.</translation>
    </message>
    <message>
        <source>添加地图文件</source>
        <translation>Add a map file</translation>
    </message>
    <message>
        <source>地图文件</source>
        <translation>Map files</translation>
    </message>
    <message>
        <source>已添加离线地图“{name}”</source>
        <translation>Added the offline map “{name}”</translation>
    </message>
</context>
<context>
    <name>MatterForm</name>
    <message>
        <source>谁说的、怎么说的</source>
        <translation>Who said it, and how</translation>
    </message>
    <message>
        <source>谁提出的</source>
        <translation>Raised by</translation>
    </message>
    <message>
        <source>关于哪笔借款</source>
        <translation>About which loan</translation>
    </message>
    <message>
        <source>付了多少</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>争议金额</source>
        <translation>Disputed sum</translation>
    </message>
    <message>
        <source>怎样付的</source>
        <translation>Paid how</translation>
    </message>
    <message>
        <source>本人同意写下涉及健康或家庭的情况</source>
        <translation>The person agrees to health or family being written down</translation>
    </message>
    <message>
        <source>原话</source>
        <translation>In their words</translation>
    </message>
    <message>
        <source>没有本人同意，就只记“需要帮助”，不写详情；冻结同样生效。</source>
        <translation>Without consent only “needs help” is recorded, no details; what rests, rests all the same.</translation>
    </message>
    <message>
        <source>其他人</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>整个案件</source>
        <translation>The whole case</translation>
    </message>
    <message>
        <source>请记下对方的原话，一两句即可</source>
        <translation>Write down what was said; a sentence or two will do</translation>
    </message>
    <message>
        <source>要写下详情，请先勾选本人同意；不同意就清空这里</source>
        <translation>Tick the consent to write details down; without it, clear this</translation>
    </message>
    <message>
        <source>哪天付的</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>凭证号</source>
        <translation>Voucher number</translation>
    </message>
    <message>
        <source>回单或流水号，有就填</source>
        <translation>From the slip, if any</translation>
    </message>
    <message>
        <source>对什么有异议：金额、日期、合同，还是借款本身？照原话记。</source>
        <translation>What is disputed: the sum, the dates, the contract, the loan itself? In their words.</translation>
    </message>
    <message>
        <source>投诉什么事、什么人、哪一天？照原话记，不加评论。</source>
        <translation>About what, about whom, on which day? In their words, without comment.</translation>
    </message>
    <message>
        <source>遇到了什么困难、从何时起、预计多久？</source>
        <translation>What has happened, since when, for how long?</translation>
    </message>
    <message>
        <source>怎样付的、从哪个账户到哪个账户？</source>
        <translation>How was it paid, from which account to which?</translation>
    </message>
</context>
<context>
    <name>MatterSheet</name>
    <message>
        <source>从记录的那一刻起</source>
        <translation>From the moment it is recorded</translation>
    </message>
    <message>
        <source>案件 {no}</source>
        <translation>Case {no}</translation>
    </message>
    <message>
        <source>接着上次没写完的记录。</source>
        <translation>Going on where it was left.</translation>
    </message>
    <message>
        <source>办公室应于 {day} 前答复</source>
        <translation>The office is to answer by {day}</translation>
    </message>
    <message>
        <source>最迟冻结到 {day}</source>
        <translation>frozen until {day} at the latest</translation>
    </message>
    <message>
        <source>银行一入账，冻结自动解除；查不到时由主管答复，承诺和方案照旧。</source>
        <translation>As soon as the bank has posted it, nothing is frozen any more; if it is not found, a supervisor answers, and promises and plans stand.</translation>
    </message>
    <message>
        <source>离线也立即生效；联网后主管会看到。你自己不能答复，对方收回时可以撤回。</source>
        <translation>It holds at once, offline too; the supervisor sees it after the next sync. You cannot answer it yourself; you may withdraw it on the person&apos;s word.</translation>
    </message>
    <message>
        <source>正在加密保存…</source>
        <translation>Saving, encrypted…</translation>
    </message>
    <message>
        <source>已记录{what}，从现在起：{rests}</source>
        <translation>Recorded: {what}. From now on: {rests}</translation>
    </message>
</context>
<context>
    <name>MatterStep</name>
    <message>
        <source>入账的付款</source>
        <translation>Payment posted</translation>
    </message>
    <message>
        <source>已核实，困难属实：可以延期、减免或象征性还款</source>
        <translation>Verified: deferral, a waiver or a token payment may be offered</translation>
    </message>
    <message>
        <source>不做了</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>账户里还没有入账；请先导入银行的付款文件。</source>
        <translation>The account has no payment yet; import the bank&apos;s payment file first.</translation>
    </message>
    <message>
        <source>怎样答复的？对方会收到同样的内容</source>
        <translation>What was answered? The person is told the same</translation>
    </message>
    <message>
        <source>对方怎样说要收回？请记原话</source>
        <translation>How did the person take it back? In their words</translation>
    </message>
    <message>
        <source>查了哪里、查到哪天，都没有这笔款？</source>
        <translation>Where was it looked for, and up to which day?</translation>
    </message>
    <message>
        <source>是哪一笔入账？说明可以不填</source>
        <translation>Which posting is it? A remark is optional</translation>
    </message>
    <message>
        <source>向谁查、预计哪天有结果？可以不填</source>
        <translation>Who was asked, and when is the answer due? Optional</translation>
    </message>
</context>
<context>
    <name>MatterView</name>
    <message>
        <source>待主管确认</source>
        <translation>To be confirmed</translation>
    </message>
    <message>
        <source>已核实</source>
        <translation>Verified</translation>
    </message>
    <message>
        <source>改派后送达</source>
        <translation>Arrived after the case moved</translation>
    </message>
    <message>
        <source>银行已入账，冻结已经解除；主管确认后这件事就结了。</source>
        <translation>The bank has posted it and nothing is frozen any more; the supervisor&apos;s confirmation ends it.</translation>
    </message>
    <message>
        <source>其他人</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>{name} 需要帮助；本人未同意写下详情。</source>
        <translation>{name} needs help and did not agree to details being written down.</translation>
    </message>
    <message>
        <source>{name}：“{said}”</source>
        <translation>{name}: “{said}”</translation>
    </message>
    <message>
        <source>{day} 付</source>
        <translation>paid {day}</translation>
    </message>
    <message>
        <source>凭证号 {no}</source>
        <translation>voucher {no}</translation>
    </message>
    <message numerus="yes">
        <source>%n 份凭证</source>
        <translation>
            <numerusform>%n voucher</numerusform>
            <numerusform>%n vouchers</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} 记于 {moment}</source>
        <translation>recorded by {name}, {moment}</translation>
    </message>
    <message>
        <source>同事</source>
        <translation>a colleague</translation>
    </message>
    <message>
        <source>应于 {day} 前答复，已迟 {late}</source>
        <translation>An answer was due by {day}, {late} late</translation>
    </message>
    <message>
        <source>应于 {day} 前答复</source>
        <translation>To be answered by {day}</translation>
    </message>
    <message>
        <source>冻结到 {day}；之后仍未答复，催收前会警告</source>
        <translation>frozen until {day}; unanswered after that, collection warns first</translation>
    </message>
</context>
<context>
    <name>MattersCard</name>
    <message>
        <source>异议、投诉、困难与称已付款</source>
        <translation>Disputes, complaints, hardship and claimed payments</translation>
    </message>
    <message>
        <source>需先处理的事</source>
        <translation>To be dealt with first</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>没有异议、投诉或称已付款。听到了就在这里记下，从那一刻起相应的催收先停。</source>
        <translation>No dispute, complaint or claimed payment. Record it here when you hear of one: from that moment on, collection rests where it must.</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message numerus="yes">
        <source>另有 %n 件</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>May</name>
    <message>
        <source>联系未果 {count} 次</source>
        <translation>attempts in vain: {count}</translation>
    </message>
    <message>
        <source>分在 {count} 天</source>
        <translation>on days: {count}</translation>
    </message>
    <message>
        <source>外访未遇 {count} 次</source>
        <translation>visits in vain: {count}</translation>
    </message>
    <message>
        <source>还差：{parts}</source>
        <translation>still needed: {parts}</translation>
    </message>
    <message>
        <source>{moment} 起可以</source>
        <translation>Possible from {moment}</translation>
    </message>
    <message>
        <source>有效至 {moment}</source>
        <translation>Holds until {moment}</translation>
    </message>
    <message>
        <source>{verb}{name}</source>
        <translation>{verb} {name}</translation>
    </message>
    <message>
        <source>电话联系</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>外访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>发短信</source>
        <translation>Text message to</translation>
    </message>
    <message>
        <source>发消息</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>寄信函</source>
        <translation>Letter to</translation>
    </message>
    <message>
        <source>请其转告</source>
        <translation>Ask to pass on</translation>
    </message>
    <message>
        <source>送达通知</source>
        <translation>Serve a notice on</translation>
    </message>
    <message>
        <source>向保证人主张</source>
        <translation>Demand from the guarantor</translation>
    </message>
    <message>
        <source>查看号码</source>
        <translation>Show the number of</translation>
    </message>
    <message>
        <source>请求还款</source>
        <translation>Ask for payment</translation>
    </message>
    <message>
        <source>收取现金</source>
        <translation>Take cash from</translation>
    </message>
    <message>
        <source>提出方案</source>
        <translation>Propose a plan to</translation>
    </message>
    <message>
        <source>主管已同意</source>
        <translation>My supervisor has agreed</translation>
    </message>
    <message>
        <source>借款人约定此时上门</source>
        <translation>The borrower asked me to come now</translation>
    </message>
    <message>
        <source>先了解情况、提供扶助，不催收</source>
        <translation>To listen and offer help, not to collect</translation>
    </message>
    <message>
        <source>先出示授权再谈</source>
        <translation>The authorisation is shown first</translation>
    </message>
    <message>
        <source>只告知情况，不要求承担责任</source>
        <translation>To inform only, no liability is claimed</translation>
    </message>
    <message>
        <source>为保全保证责任而主张</source>
        <translation>To preserve the guarantee</translation>
    </message>
    <message>
        <source>先核对保证合同</source>
        <translation>To check the guarantee contract first</translation>
    </message>
    <message>
        <source>已核对合同原件</source>
        <translation>The original contract was checked</translation>
    </message>
    <message>
        <source>对方请我此时联系</source>
        <translation>They asked to be contacted now</translation>
    </message>
    <message>
        <source>对方约定回拨</source>
        <translation>They asked for a call back</translation>
    </message>
    <message>
        <source>前去答复</source>
        <translation>To bring the answer</translation>
    </message>
    <message>
        <source>同事随后到</source>
        <translation>A colleague is on the way</translation>
    </message>
    <message>
        <source>只告知情况，不以起诉相迫</source>
        <translation>To inform only, without threatening suit</translation>
    </message>
</context>
<context>
    <name>MayI</name>
    <message>
        <source>可以改为：{ways}</source>
        <translation>Instead: {ways}</translation>
    </message>
    <message>
        <source>理由已记录，主管可见</source>
        <translation>The reason is recorded; the supervisor sees it</translation>
    </message>
    <message>
        <source>须留存的记录</source>
        <translation>Records to be kept</translation>
    </message>
    <message>
        <source>现在可以</source>
        <translation>Possible now</translation>
    </message>
    <message>
        <source>改为：{way}</source>
        <translation>Instead: {way}</translation>
    </message>
    <message>
        <source>须做到：{ways}</source>
        <translation>Required: {ways}</translation>
    </message>
</context>
<context>
    <name>Meaning</name>
    <message>
        <source>什么意思</source>
        <translation>What it means</translation>
    </message>
</context>
<context>
    <name>MeetSheet</name>
    <message>
        <source>约好时间 · {name}</source>
        <translation>Agreed time · {name}</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>从</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到</source>
        <translation>To</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>取消约定</source>
        <translation>Remove the agreed time</translation>
    </message>
    <message>
        <source>外访在这段时间里开始。排程一定会守住它；守不住时会说明原因。不允许联系的时段，约了也不会排。</source>
        <translation>The visit begins within this time. The plan keeps to it, or says why it cannot. Hours in which contact is not permitted are not planned even if agreed.</translation>
    </message>
</context>
<context>
    <name>MeetingCard</name>
    <message>
        <source>对方姓名</source>
        <translation>Their name</translation>
    </message>
    <message>
        <source>姓名与关系</source>
        <translation>Name and relation</translation>
    </message>
</context>
<context>
    <name>MessageCard</name>
    <message>
        <source>内容</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>二维码，用手机扫描后发送</source>
        <translation>Square code: scan it with the phone and send</translation>
    </message>
    <message>
        <source>正在填写模板…</source>
        <translation>Filling the templates…</translation>
    </message>
    <message>
        <source>案件阶段：{stages}</source>
        <translation>Stage of the case: {stages}</translation>
    </message>
    <message>
        <source>选择模板</source>
        <translation>Template</translation>
    </message>
    <message>
        <source>此人在这个阶段没有可用的模板。</source>
        <translation>There is no template for this person at this stage.</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>缺少{figures}</source>
        <translation>missing: {figures}</translation>
    </message>
    <message>
        <source>发出时的样子</source>
        <translation>As it will be read</translation>
    </message>
    <message>
        <source>{time} 已交给手机，内容不再变化。发出后请存入记录。</source>
        <translation>Handed to the phone at {time}; the text does not change any more. Log it once it is sent.</translation>
    </message>
    <message numerus="yes">
        <source>%n 个字</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>按 %n 条短信计</source>
        <translation>
            <numerusform>counts as %n text</numerusform>
            <numerusform>counts as %n texts</numerusform>
        </translation>
    </message>
    <message>
        <source>{by} {day} 批准</source>
        <translation>approved {day} by {by}</translation>
    </message>
    <message>
        <source>复制内容</source>
        <translation>Copy text</translation>
    </message>
    <message>
        <source>二维码发到手机</source>
        <translation>Code for the phone</translation>
    </message>
    <message>
        <source>用短信程序打开</source>
        <translation>Open in SMS program</translation>
    </message>
</context>
<context>
    <name>MissingKey</name>
    <message numerus="yes">
        <source>还差 %n 项：{first}</source>
        <translation>
            <numerusform>%n missing: {first}</numerusform>
            <numerusform>%n missing: {first}</numerusform>
        </translation>
    </message>
    <message>
        <source>{names}（按 {key} 跳到第一项）</source>
        <translation>{names} (press {key} to go to the first)</translation>
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
    <name>NavigatePanel</name>
    <message>
        <source>高德地图</source>
        <translation>AMap</translation>
    </message>
    <message>
        <source>百度地图</source>
        <translation>Baidu</translation>
    </message>
    <message>
        <source>腾讯地图</source>
        <translation>Tencent</translation>
    </message>
    <message>
        <source>系统地图</source>
        <translation>System map</translation>
    </message>
    <message>
        <source>导航到这里</source>
        <translation>Navigate here</translation>
    </message>
    <message>
        <source>用哪个地图</source>
        <translation>Which map</translation>
    </message>
    <message>
        <source>正在读取位置…</source>
        <translation>Reading the place…</translation>
    </message>
    <message>
        <source>用手机扫描的导航链接</source>
        <translation>Navigation link to scan with a phone</translation>
    </message>
    <message>
        <source>在浏览器打开</source>
        <translation>Open in the browser</translation>
    </message>
    <message>
        <source>复制坐标</source>
        <translation>Copy coordinates</translation>
    </message>
    <message>
        <source>复制链接</source>
        <translation>Copy link</translation>
    </message>
    <message>
        <source>去确认位置</source>
        <translation>Confirm the place</translation>
    </message>
    <message>
        <source>位置只知道到约 {far}以内，导航到不了门口，请先确认位置。</source>
        <translation>The place is known within about {far} only; navigation will not reach the door. Confirm it first.</translation>
    </message>
    <message>
        <source>还不知道这个地址在地图上的位置。</source>
        <translation>The place of this address on the map is not known yet.</translation>
    </message>
    <message>
        <source>用手机扫码，在手机上导航。链接里只有坐标，没有姓名和地址。</source>
        <translation>Scan to navigate on the phone. The link holds coordinates only, no name and no address.</translation>
    </message>
    <message>
        <source>坐标已复制</source>
        <translation>Coordinates copied</translation>
    </message>
    <message>
        <source>链接已复制</source>
        <translation>Link copied</translation>
    </message>
    <message>
        <source>纬度 {lat}，经度 {lon}（{datum}）</source>
        <translation>Lat {lat}, lon {lon} ({datum})</translation>
    </message>
    <message>
        <source>已交给浏览器打开；没有网络时请用手机扫码或复制坐标。</source>
        <translation>Handed to the browser. Without a network, scan with a phone or copy the coordinates.</translation>
    </message>
    <message>
        <source>这台电脑没有能打开它的程序，坐标已复制</source>
        <translation>No program on this laptop opens it; the coordinates are copied</translation>
    </message>
    <message>
        <source>{metres} 米</source>
        <translation>{metres} m</translation>
    </message>
    <message>
        <source>{km} 公里</source>
        <translation>{km} km</translation>
    </message>
</context>
<context>
    <name>NetworkCard</name>
    <message>
        <source>网络</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>不用代理</source>
        <translation>No proxy</translation>
    </message>
    <message>
        <source>手动</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>代理</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>保存代理设置</source>
        <translation>Save proxy</translation>
    </message>
    <message>
        <source>添加证书文件…</source>
        <translation>Add certificate file…</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>代理地址</source>
        <translation>Proxy address</translation>
    </message>
    <message>
        <source>代理账号</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>代理密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>服务器的证书</source>
        <translation>The server&apos;s certificate</translation>
    </message>
    <message>
        <source>已保存，留空不变</source>
        <translation>Saved; leave empty to keep</translation>
    </message>
    <message>
        <source>首次联系时作证的机构：{name}（{key}）。</source>
        <translation>Vouched for at first contact by {name} ({key}).</translation>
    </message>
    <message>
        <source>除系统外还信任：{names}。</source>
        <translation>Trusted besides the system&apos;s: {names}.</translation>
    </message>
    <message>
        <source>由系统决定信任谁；单位有自己的证书机构时，在这里添加它的证书。</source>
        <translation>The system decides whom to trust; if your office has an authority of its own, add its certificate here.</translation>
    </message>
    <message>
        <source>按系统设置上网；代理要求登录时填写账号。</source>
        <translation>As the system is set; give a name if the proxy wants a sign-in.</translation>
    </message>
    <message>
        <source>直接连接服务器。</source>
        <translation>Straight to the server.</translation>
    </message>
    <message>
        <source>只支持 HTTP 代理。密码加密保存在本机，发给代理时不加密。</source>
        <translation>HTTP proxies only. The password is kept encrypted here and goes to the proxy in clear.</translation>
    </message>
    <message>
        <source>已保存，从下一次同步起生效。</source>
        <translation>Saved; in force from the next sync on.</translation>
    </message>
    <message>
        <source>选择证书文件</source>
        <translation>Choose certificate file</translation>
    </message>
</context>
<context>
    <name>NewsDrawer</name>
    <message>
        <source>消息</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>还没有消息</source>
        <translation>No messages yet</translation>
    </message>
    <message>
        <source>窗口里说过的话都会留在这里，退出登录后清除。</source>
        <translation>Whatever the window has said stays here until you sign out.</translation>
    </message>
</context>
<context>
    <name>NextCard</name>
    <message>
        <source>下一步</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>备忘</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>要带什么、找谁</source>
        <translation>What to bring, whom to see</translation>
    </message>
</context>
<context>
    <name>NumberLock</name>
    <message>
        <source>{phone} · 未解锁</source>
        <translation>{phone} · locked</translation>
    </message>
    <message>
        <source>{phone} · 显示号码</source>
        <translation>{phone} · show</translation>
    </message>
    <message>
        <source>{phone} · 隐藏</source>
        <translation>{phone} · hide</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>条等待发送</source>
        <translation>waiting to be sent</translation>
    </message>
    <message>
        <source>需要你看</source>
        <translation>For you to look at</translation>
    </message>
    <message>
        <source>项未被接收或有冲突</source>
        <translation>not accepted or in conflict</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>个等待发送或取回</source>
        <translation>to be sent or fetched</translation>
    </message>
</context>
<context>
    <name>ObservationCard</name>
    <message>
        <source>经营观察</source>
        <translation>Business as seen</translation>
    </message>
    <message>
        <source>提出这份方案时没有经营观察。</source>
        <translation>The business had not been seen when this plan was proposed.</translation>
    </message>
    <message>
        <source>上次 {value}</source>
        <translation>was {value}</translation>
    </message>
</context>
<context>
    <name>OfferCard</name>
    <message>
        <source>下载进度 {name}</source>
        <translation>Download of {name}</translation>
    </message>
    <message>
        <source>下载</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>暂停下载 {name}</source>
        <translation>Pause the download of {name}</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>取消下载 {name}</source>
        <translation>Cancel the download of {name}</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>继续下载</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>正在核对和安装…</source>
        <translation>Checking and installing…</translation>
    </message>
    <message>
        <source>排队等待下载</source>
        <translation>Waiting for its turn</translation>
    </message>
    <message>
        <source>已暂停，已下载 {have}</source>
        <translation>Paused at {have}</translation>
    </message>
    <message>
        <source>已安装</source>
        <translation>Installed</translation>
    </message>
    <message>
        <source>有新版本；本机是 {day} 制作的</source>
        <translation>Newer than the one here, which was made {day}</translation>
    </message>
    <message>
        <source>办公室不再提供</source>
        <translation>no longer offered</translation>
    </message>
</context>
<context>
    <name>OfficePanel</name>
    <message>
        <source>办公室电话</source>
        <translation>Office phone</translation>
    </message>
    <message>
        <source>办公室</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>正在记下…</source>
        <translation>Noting it…</translation>
    </message>
    <message>
        <source>复制号码</source>
        <translation>Copy number</translation>
    </message>
    <message>
        <source>离开这里</source>
        <translation>Leave here</translation>
    </message>
    <message>
        <source>没事了</source>
        <translation>All is well</translation>
    </message>
    <message>
        <source>没有登记号码</source>
        <translation>No number on record</translation>
    </message>
    <message>
        <source>主管：{people}</source>
        <translation>Supervisors: {people}</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
</context>
<context>
    <name>OpenMatters</name>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>没有待答复的事</source>
        <translation>Nothing waits for an answer</translation>
    </message>
    <message>
        <source>催收员听到的异议、投诉、困难和称已付款会列在这里。</source>
        <translation>Disputes, complaints, hardship and claimed payments that collectors hear of are listed here.</translation>
    </message>
    <message>
        <source>负责人 {name}</source>
        <translation>with {name}</translation>
    </message>
</context>
<context>
    <name>OrphanList</name>
    <message>
        <source>{time} 留下的方案草稿，案件已转给同事。</source>
        <translation>A plan left unfinished {time}, on a case that has moved to a colleague.</translation>
    </message>
    <message>
        <source>{time} 留下的外访草稿，案件已转给同事。</source>
        <translation>A visit left unfinished {time}, on a case that has moved to a colleague.</translation>
    </message>
</context>
<context>
    <name>OwedCard</name>
    <message>
        <source>今日应还</source>
        <translation>Owed today</translation>
    </message>
    <message>
        <source>逐笔核对</source>
        <translation>Line by line</translation>
    </message>
    <message>
        <source>结清须 {payoff} · 每延一日约 + {per_diem}</source>
        <translation>Payoff {payoff} · about + {per_diem} a day</translation>
    </message>
    <message>
        <source>如方案违约，须补齐</source>
        <translation>To catch up if the plan is broken</translation>
    </message>
    <message>
        <source>今日没有应还款项。</source>
        <translation>Nothing is owed today.</translation>
    </message>
    <message>
        <source>今日没有应还款项，还款计划下一期 {day} 应还 {sum}。</source>
        <translation>Nothing is owed today; the plan&apos;s next instalment is {sum}, due {day}.</translation>
    </message>
    <message>
        <source>合同逾期 {contract} · 还款计划逾期 {plan}</source>
        <translation>Contract overdue {contract} · plan overdue {plan}</translation>
    </message>
</context>
<context>
    <name>OwnTerms</name>
    <message>
        <source>自行设定条款</source>
        <translation>Own terms</translation>
    </message>
    <message>
        <source>设定条款</source>
        <translation>Set terms</translation>
    </message>
    <message>
        <source>其他借款照此</source>
        <translation>Same for the other loans</translation>
    </message>
    <message>
        <source>和借款人谈的与上面不同时，在这里改方式、期数、日期、利率、减免和分摊，结果随改随算。</source>
        <translation>If you agreed something else, change kind, instalments, dates, rate, waivers and spreading here; the result follows at once.</translation>
    </message>
    <message>
        <source>这样安排</source>
        <translation>As set</translation>
    </message>
    <message>
        <source>自行设定的条款</source>
        <translation>Own terms</translation>
    </message>
    <message>
        <source>设定哪一笔的条款</source>
        <translation>Terms of which loan</translation>
    </message>
    <message>
        <source>按所选方案重填</source>
        <translation>Fill in from the chosen plan</translation>
    </message>
    <message>
        <source>填好左边的空格，就会算出来。</source>
        <translation>Fill in the fields and it is worked out.</translation>
    </message>
</context>
<context>
    <name>PackCard</name>
    <message>
        <source>随程序自带</source>
        <translation>Comes with the program</translation>
    </message>
    <message>
        <source>含行政边界线</source>
        <translation>with boundaries</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>没有写明</source>
        <translation>not stated</translation>
    </message>
    <message>
        <source>案件还没有位置，暂时不知道覆盖多少</source>
        <translation>No case has a place yet, so what it covers is not known</translation>
    </message>
    <message>
        <source>没有案件在它的范围内</source>
        <translation>No case lies in it</translation>
    </message>
    <message>
        <source>覆盖 {covered} / {placed} 个有位置的案件</source>
        <translation>Covers {covered} of {placed} cases with a place</translation>
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
        <source>排序</source>
        <translation>Sort</translation>
    </message>
    <message>
        <source>按“{column}”排序</source>
        <translation>Sort by “{column}”</translation>
    </message>
</context>
<context>
    <name>PaperCopies</name>
    <message>
        <source>另存文书副本</source>
        <translation>Save a copy of the document</translation>
    </message>
    <message>
        <source>已另存到 {path}。副本不再加密，请妥善保管。</source>
        <translation>Saved to {path}. The copy is no longer encrypted; please keep it safe.</translation>
    </message>
</context>
<context>
    <name>PaperDrawing</name>
    <message>
        <source>正在出具文书…</source>
        <translation>Drawing up the document…</translation>
    </message>
</context>
<context>
    <name>PaperReader</name>
    <message>
        <source>还款计划书</source>
        <translation>Repayment plan</translation>
    </message>
    <message>
        <source>文书文件还没有传到本机</source>
        <translation>The file of this document is not on this laptop yet</translation>
    </message>
    <message>
        <source>联网同步后会自动取回，取回之前看不到页面，也不能签章。</source>
        <translation>It is fetched by itself once online; until then it can be neither shown nor sealed.</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>签名与效力</source>
        <translation>Signatures and validity</translation>
    </message>
</context>
<context>
    <name>ParticularForm</name>
    <message>
        <source>请选择从哪里得知</source>
        <translation>Choose where it is known from</translation>
    </message>
    <message>
        <source>{names}也是这个号码，请确认是谁的</source>
        <translation>{names} has this number too: make sure whose it is</translation>
    </message>
    <message>
        <source>只作登记：银行记录确认之前，此人不承担任何责任，按联系人对待，不得告知债务。</source>
        <translation>Noted only: until the bank&apos;s record says so this person owes nothing, counts as a contact, and must not be told of the debt.</translation>
    </message>
    <message>
        <source>此人不欠款：没有本人同意，不能登记其电话或住址。来自合同等文件的除外。</source>
        <translation>This person does not owe: without their consent their number or address cannot be kept, unless a signed paper has it.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>与借款人的关系</source>
        <translation>Relation to borrower</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Identity number</translation>
    </message>
    <message>
        <source>可以先不填</source>
        <translation>May be left empty for now</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Home address</translation>
    </message>
    <message>
        <source>新的号码</source>
        <translation>New number</translation>
    </message>
    <message>
        <source>电话号码</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>原来 {number}</source>
        <translation>Before: {number}</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>行业</source>
        <translation>Trade</translation>
    </message>
    <message>
        <source>所在区县</source>
        <translation>District</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>用现在的位置</source>
        <translation>Use my place now</translation>
    </message>
    <message>
        <source>地图位置</source>
        <translation>Place on map</translation>
    </message>
    <message>
        <source>是谁的</source>
        <translation>Whose</translation>
    </message>
    <message>
        <source>从哪里得知</source>
        <translation>Known from</translation>
    </message>
    <message>
        <source>本人同意登记并用于联系</source>
        <translation>Agrees to its being kept and used</translation>
    </message>
    <message>
        <source>本人同意</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>从哪天起有效</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>到哪天为止</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>正在确定位置…</source>
        <translation>Finding the place…</translation>
    </message>
    <message>
        <source>{source}，误差约 {metres} 米</source>
        <translation>{source}, within about {metres} m</translation>
    </message>
</context>
<context>
    <name>ParticularPage</name>
    <message>
        <source>相关人与地点</source>
        <translation>People and places</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>已保存，联网后自动发送</source>
        <translation>Saved; it is sent when there is a connection</translation>
    </message>
    <message>
        <source>已标为失效，记录仍在时间线里</source>
        <translation>Marked as no longer valid; the timeline keeps it</translation>
    </message>
    <message>
        <source>案件 {number}</source>
        <translation>Case {number}</translation>
    </message>
    <message>
        <source>新增或更正</source>
        <translation>Add or correct</translation>
    </message>
    <message>
        <source>现在掌握的</source>
        <translation>Known now</translation>
    </message>
    <message>
        <source>没有注明来源的，都是银行记录。</source>
        <translation>Where no source is named, it is the bank&apos;s record.</translation>
    </message>
    <message>
        <source>更正{kind}</source>
        <translation>Correct: {kind}</translation>
    </message>
    <message>
        <source>原来的记录保留，新旧并列。</source>
        <translation>What stood there stays on record, beside the new.</translation>
    </message>
    <message>
        <source>新增什么</source>
        <translation>What to add</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>不更正了</source>
        <translation>Leave as it was</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>外访这里：{what}</source>
        <translation>Visit here: {what}</translation>
    </message>
    <message>
        <source>更正：{what}</source>
        <translation>Correct: {what}</translation>
    </message>
    <message>
        <source>标为失效：{what}</source>
        <translation>Mark as no longer valid: {what}</translation>
    </message>
    <message>
        <source>确认失效</source>
        <translation>No longer valid</translation>
    </message>
    <message>
        <source>保留</source>
        <translation>Keep</translation>
    </message>
</context>
<context>
    <name>PassageRow</name>
    <message>
        <source>{time} 已读</source>
        <translation>read at {time}</translation>
    </message>
</context>
<context>
    <name>PdfPages</name>
    <message>
        <source>页面缩略图</source>
        <translation>Page thumbnails</translation>
    </message>
    <message>
        <source>第 {page} 页</source>
        <translation>Page {page}</translation>
    </message>
</context>
<context>
    <name>PdfPane</name>
    <message>
        <source>适合宽度</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>自定大小</source>
        <translation>Custom</translation>
    </message>
    <message>
        <source>适合宽度 Ctrl+0，适合整页 Ctrl+9，放大缩小 Ctrl++ 和 Ctrl+−，或按住 Ctrl 滚动</source>
        <translation>Fit width Ctrl+0, fit page Ctrl+9, zoom Ctrl++ and Ctrl+−, or hold Ctrl and scroll</translation>
    </message>
    <message>
        <source>显示或隐藏页面缩略图</source>
        <translation>Show or hide page thumbnails</translation>
    </message>
    <message>
        <source>适合整页</source>
        <translation>Fit page</translation>
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
    <name>People</name>
    <message>
        <source>这台电脑上的账号</source>
        <translation>Accounts on this laptop</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>相关人</source>
        <translation>People</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>添加联系人</source>
        <translation>Add a contact</translation>
    </message>
    <message>
        <source>保证合同 {no}</source>
        <translation>Guarantee {no}</translation>
    </message>
    <message>
        <source>保证期间至 {day}，{left}</source>
        <translation>period ends {day}, {left}</translation>
    </message>
    <message>
        <source>证件 {number}</source>
        <translation>ID {number}</translation>
    </message>
    <message>
        <source>可联系</source>
        <translation>May contact</translation>
    </message>
    <message>
        <source>有条件可联系</source>
        <translation>Conditional</translation>
    </message>
    <message>
        <source>未解锁</source>
        <translation>Locked</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>联系</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>联系{name}</source>
        <translation>Contact {name}</translation>
    </message>
    <message>
        <source>外访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>外访{name}</source>
        <translation>Visit {name}</translation>
    </message>
    <message>
        <source>登记{name}的新号码</source>
        <translation>Note a new number of {name}</translation>
    </message>
    <message>
        <source>上次 {when}</source>
        <translation>last {when}</translation>
    </message>
</context>
<context>
    <name>PhonePromise</name>
    <message>
        <source>承诺还款</source>
        <translation>Promise to pay</translation>
    </message>
    <message>
        <source>承诺金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>承诺日期</source>
        <translation>By</translation>
    </message>
    <message>
        <source>还款渠道</source>
        <translation>How</translation>
    </message>
    <message>
        <source>哪一笔借款</source>
        <translation>Which loan</translation>
    </message>
    <message>
        <source>最晚 {day}</source>
        <translation>At the latest {day}</translation>
    </message>
    <message>
        <source>款项进指定账户；收现金须当场开收据。</source>
        <translation>Payment goes to the named account; for cash a receipt is written at once.</translation>
    </message>
    <message>
        <source>今日应还 {sum}</source>
        <translation>Owed today {sum}</translation>
    </message>
</context>
<context>
    <name>PhoneReveal</name>
    <message>
        <source>{phone} · 显示号码</source>
        <translation>{phone} · Show</translation>
    </message>
    <message>
        <source>{phone} · 隐藏</source>
        <translation>{phone} · Hide</translation>
    </message>
</context>
<context>
    <name>PhotoTile</name>
    <message>
        <source>照片 {name}，{time}</source>
        <translation>Photo {name}, {time}</translation>
    </message>
    <message>
        <source>照片带有位置</source>
        <translation>The photo tells its place</translation>
    </message>
    <message>
        <source>移除照片 {name}</source>
        <translation>Remove photo {name}</translation>
    </message>
    <message>
        <source>与 {name} 几乎一样，请重拍</source>
        <translation>Almost the same as {name}: take another</translation>
    </message>
</context>
<context>
    <name>PhotosCard</name>
    <message>
        <source>照片</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>从文件添加照片</source>
        <translation>Add photos from files</translation>
    </message>
    <message>
        <source>拍门面和内部；可以把照片拖到页面上，或按 Ctrl+V 粘贴。</source>
        <translation>Front and inside. Photos can be dropped on the page or pasted with Ctrl+V.</translation>
    </message>
    <message>
        <source>添加照片</source>
        <translation>Add photos</translation>
    </message>
    <message numerus="yes">
        <source>正在处理照片，还有 %n 张</source>
        <translation>
            <numerusform>Working on photos, %n left</numerusform>
            <numerusform>Working on photos, %n left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 张</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PickedBar</name>
    <message>
        <source>加入今日</source>
        <translation>Add to today</translation>
    </message>
    <message>
        <source>只列这些</source>
        <translation>List only these</translation>
    </message>
    <message>
        <source>取消选择</source>
        <translation>Clear selection</translation>
    </message>
    <message numerus="yes">
        <source>选中 %n 个案件</source>
        <translation>
            <numerusform>%n case selected</numerusform>
            <numerusform>%n cases selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinOffer</name>
    <message>
        <source>存为该地址的位置</source>
        <translation>Save as the place of this address</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>撤销存下的位置</source>
        <translation>Undo saving this place</translation>
    </message>
    <message>
        <source>登记的坐标像是没有换算的 {datum}：换算后就在这里。可以把这里存为该地址的位置。</source>
        <translation>The recorded coordinates look like unconverted {datum}: converted, they are here. You can save this as the place of the address.</translation>
    </message>
    <message>
        <source>已存为该地址的位置，同一门牌的其他案件也会用到。</source>
        <translation>Saved as the place of this address; other cases at the same door use it too.</translation>
    </message>
    <message>
        <source>这个地址在地图上还没有位置。你就在门口的话，可以把这里存下来。</source>
        <translation>This address has no place on the map yet. If you are at the door, you can save this one.</translation>
    </message>
    <message>
        <source>地址的位置还没有人确认过，说不准是不是这里。你就在门口的话，可以把这里存下来。</source>
        <translation>Nobody has confirmed where this address is, so it cannot be said whether this is it. If you are at the door, you can save this place.</translation>
    </message>
    <message>
        <source>与登记的位置对不上。确实是这里的话，可以把这里存为该地址的位置。</source>
        <translation>This does not match the recorded place. If it really is here, you can save this as the place of the address.</translation>
    </message>
</context>
<context>
    <name>PlaceCard</name>
    <message>
        <source>定位</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>系统定位</source>
        <translation>System location</translation>
    </message>
    <message>
        <source>USB 定位器</source>
        <translation>USB receiver</translation>
    </message>
    <message>
        <source>不用</source>
        <translation>None</translation>
    </message>
    <message>
        <source>定位来源</source>
        <translation>Source of the location</translation>
    </message>
    <message>
        <source>串口</source>
        <translation>Serial port</translation>
    </message>
    <message>
        <source>速率</source>
        <translation>Speed</translation>
    </message>
    <message>
        <source>重新查找</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>重新查找串口</source>
        <translation>Look for serial ports again</translation>
    </message>
    <message>
        <source>试一试</source>
        <translation>Try it</translation>
    </message>
    <message>
        <source>试一试定位，不保存</source>
        <translation>Try to locate; nothing is saved</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>只在到达、离开和你按下按钮时取一次位置，不记录行踪。</source>
        <translation>Your place is taken once on arrival, once on leaving and when you press a button. No track is kept.</translation>
    </message>
    <message>
        <source>现在没有插上</source>
        <translation>not plugged in now</translation>
    </message>
    <message>
        <source>没有找到串口</source>
        <translation>No serial port found</translation>
    </message>
    <message>
        <source>缺少读串口的组件</source>
        <translation>The part that reads serial ports is missing</translation>
    </message>
    <message>
        <source>正在定位，最多二十秒…</source>
        <translation>Locating, up to twenty seconds…</translation>
    </message>
    <message numerus="yes">
        <source>正在定位，收到 %n 颗卫星…</source>
        <translation>
            <numerusform>Locating, %n satellite…</numerusform>
            <numerusform>Locating, %n satellites…</numerusform>
        </translation>
    </message>
    <message>
        <source>纬度 {lat}，经度 {lon}，误差约 {metres} 米</source>
        <translation>Lat {lat}, lon {lon}, within about {metres} m</translation>
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
    <name>PlaceSource</name>
    <message>
        <source>二十秒内没有收到定位</source>
        <translation>No position within twenty seconds</translation>
    </message>
    <message>
        <source>设置里关闭了定位</source>
        <translation>Location is switched off in the settings</translation>
    </message>
    <message>
        <source>这台电脑没有定位功能</source>
        <translation>This computer has no positioning</translation>
    </message>
    <message>
        <source>系统没有允许本程序定位，请在系统设置里打开</source>
        <translation>The system does not let this program locate; allow it in the system&apos;s settings</translation>
    </message>
    <message>
        <source>这台电脑没有定位设备</source>
        <translation>This computer has no positioning device</translation>
    </message>
    <message>
        <source>系统没有给出位置，定位可能被关闭</source>
        <translation>The system gave no position; location may be switched off</translation>
    </message>
    <message>
        <source>还没有选定位设备的串口</source>
        <translation>No serial port is chosen for the receiver</translation>
    </message>
    <message>
        <source>这台电脑没有读串口的组件</source>
        <translation>This laptop lacks the part that reads serial ports</translation>
    </message>
    <message>
        <source>打不开串口 {port}：{reason}</source>
        <translation>The serial port {port} cannot be opened: {reason}</translation>
    </message>
    <message>
        <source>定位设备被拔掉了</source>
        <translation>The receiver was unplugged</translation>
    </message>
    <message>
        <source>串口上没有任何数据，请检查设备是否插好</source>
        <translation>Nothing comes over the serial port; check that the receiver is plugged in</translation>
    </message>
    <message>
        <source>收到的不是定位数据，换一个速率试试</source>
        <translation>What comes is no location data; try another speed</translation>
    </message>
    <message numerus="yes">
        <source>设备有数据，但只收到 %n 颗卫星，请到开阔处再试</source>
        <translation>
            <numerusform>The receiver works but has only %n satellite; try again under an open sky</numerusform>
            <numerusform>The receiver works but has only %n satellites; try again under an open sky</numerusform>
        </translation>
    </message>
    <message>
        <source>设备有数据，但还没有定位，请到开阔处再试</source>
        <translation>The receiver works but has no place yet; try again under an open sky</translation>
    </message>
</context>
<context>
    <name>PlaceTaker</name>
    <message>
        <source>取定位</source>
        <translation>Get position</translation>
    </message>
    <message>
        <source>用照片的位置</source>
        <translation>Use a photo&apos;s place</translation>
    </message>
    <message>
        <source>在图上标注</source>
        <translation>Pin on the sketch</translation>
    </message>
    <message>
        <source>清除位置</source>
        <translation>Clear the place</translation>
    </message>
    <message>
        <source>示意图：登记地址在中间，用方向键或点按标出所在位置</source>
        <translation>Sketch with the registered address in the middle: mark where you are with the arrow keys or by clicking</translation>
    </message>
    <message>
        <source>正在定位…</source>
        <translation>Finding the position…</translation>
    </message>
    <message>
        <source>{why}。可以用照片的位置，或在图上标注。</source>
        <translation>{why}. Use a photo&apos;s place, or pin it on the sketch.</translation>
    </message>
    <message>
        <source>还没有位置</source>
        <translation>No place yet</translation>
    </message>
</context>
<context>
    <name>PlacesCard</name>
    <message>
        <source>经营场所</source>
        <translation>Business addresses</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>添加经营场所</source>
        <translation>Add a business address</translation>
    </message>
    <message>
        <source>经营场所的位置</source>
        <translation>Where the business is</translation>
    </message>
    <message>
        <source>没有登记经营场所。</source>
        <translation>No business address is on record.</translation>
    </message>
    <message>
        <source>{number} {name}</source>
        <translation>{number} {name}</translation>
    </message>
    <message>
        <source>现场添加</source>
        <translation>Added in the field</translation>
    </message>
    <message>
        <source>导航</source>
        <translation>Navigate</translation>
    </message>
    <message>
        <source>导航到 {name}</source>
        <translation>Navigate to {name}</translation>
    </message>
    <message>
        <source>确认位置</source>
        <translation>Confirm place</translation>
    </message>
    <message>
        <source>确认 {name} 的位置</source>
        <translation>Confirm where {name} is</translation>
    </message>
    <message>
        <source>约 {far}以内</source>
        <translation>within about {far}</translation>
    </message>
    <message>
        <source>还没有去过</source>
        <translation>Not visited yet</translation>
    </message>
    <message>
        <source>{when} 到访</source>
        <translation>Visited {when}</translation>
    </message>
</context>
<context>
    <name>PlacesPage</name>
    <message>
        <source>待确认位置</source>
        <translation>Places to confirm</translation>
    </message>
    <message>
        <source>待确认的位置</source>
        <translation>Places to confirm</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>位置都确认了</source>
        <translation>All places are confirmed</translation>
    </message>
    <message>
        <source>还没有人确认过位置的地址会列在这里，今日要去的排在前面。</source>
        <translation>Addresses that nobody has confirmed yet are listed here, today&apos;s stops first.</translation>
    </message>
    <message>
        <source>跳过</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>保存并看下一处</source>
        <translation>Save and go to the next</translation>
    </message>
    <message>
        <source>正在向{name}查询…</source>
        <translation>Asking {name}…</translation>
    </message>
    <message>
        <source>“{name}”的位置已保存</source>
        <translation>Place of “{name}” saved</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>已撤销，原来的位置仍然有效</source>
        <translation>Undone; the earlier place is valid again</translation>
    </message>
    <message numerus="yes">
        <source>%n 处还没有人确认</source>
        <translation>
            <numerusform>%n place not confirmed yet</numerusform>
            <numerusform>%n places not confirmed yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>今日要去的 %n 处在前</source>
        <translation>
            <numerusform>%n of today&apos;s stops first</numerusform>
            <numerusform>%n of today&apos;s stops first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>先列出最急的 %n 处</source>
        <translation>
            <numerusform>the most urgent %n is listed</numerusform>
            <numerusform>the most urgent %n are listed</numerusform>
        </translation>
    </message>
    <message>
        <source>标注位置</source>
        <translation>Pin the place</translation>
    </message>
    <message>
        <source>示意图：方向键移动标注，Shift 加快，加减号缩放，回车保存</source>
        <translation>Sketch: arrows move the pin, Shift is faster, plus and minus zoom, Return saves it</translation>
    </message>
    <message>
        <source>地图：点按标出门口</source>
        <translation>Map: press to mark the door</translation>
    </message>
    <message>
        <source>附近已确认</source>
        <translation>Confirmed nearby</translation>
    </message>
    <message>
        <source>今日第 {number} 站</source>
        <translation>Today&apos;s stop {number}</translation>
    </message>
    <message>
        <source>约 {far}以内</source>
        <translation>within about {far}</translation>
    </message>
    <message>
        <source>纬度 {lat}，经度 {lon}，误差约 {far}</source>
        <translation>Lat {lat}, lon {lon}, within about {far}</translation>
    </message>
    <message>
        <source>误差太大，认不出是哪个门口：放大后再标一次。</source>
        <translation>Too coarse to tell a door: zoom in and mark it again.</translation>
    </message>
    <message>
        <source>离地址所在的地方有 {far}，请再看一遍。</source>
        <translation>{far} from where the address is; please look again.</translation>
    </message>
    <message>
        <source>离原来的位置 {far}，在它的误差范围以外。</source>
        <translation>{far} from the earlier place, outside its margin of error.</translation>
    </message>
</context>
<context>
    <name>PlanBoard</name>
    <message>
        <source>还款明细</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>提出理由</source>
        <translation>Reason given</translation>
    </message>
    <message>
        <source>写给审批人：借款人的情况、为什么这样安排、对方怎么说。会随方案一起提交。</source>
        <translation>For whoever approves: the borrower&apos;s situation, why it is arranged so, what was said. It goes with the plan.</translation>
    </message>
    <message>
        <source>自行设定</source>
        <translation>Own terms</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>哪一笔的还款明细</source>
        <translation>Rows of which loan</translation>
    </message>
    <message>
        <source>不可行</source>
        <translation>Not possible</translation>
    </message>
    <message>
        <source>能力未知</source>
        <translation>Capacity unknown</translation>
    </message>
    <message>
        <source>推荐</source>
        <translation>Recommended</translation>
    </message>
    <message>
        <source>备选</source>
        <translation>Alternative</translation>
    </message>
</context>
<context>
    <name>PlanDesk</name>
    <message>
        <source>还款方案</source>
        <translation>Repayment plan</translation>
    </message>
    <message>
        <source>与原计划对比</source>
        <translation>Compare with the contract</translation>
    </message>
    <message>
        <source>自行设定条款</source>
        <translation>Own terms</translation>
    </message>
    <message>
        <source>以此方案出具文书</source>
        <translation>Draw up this plan</translation>
    </message>
    <message>
        <source>正在按今天的金额试算…</source>
        <translation>Working it out on today&apos;s sums…</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>{name} · 还款方案</source>
        <translation>{name} · Repayment plan</translation>
    </message>
    <message>
        <source>以 {day} 结清金额 {sum} 为准</source>
        <translation>Based on the payoff of {day}, {sum}</translation>
    </message>
    <message>
        <source>按 {when} 账务</source>
        <translation>Balances as of {when}</translation>
    </message>
    <message numerus="yes">
        <source>%n 笔借款一并安排</source>
        <translation>
            <numerusform>%n loan arranged together</numerusform>
            <numerusform>%n loans arranged together</numerusform>
        </translation>
    </message>
    <message>
        <source>经营观察 {day}</source>
        <translation>Business seen {day}</translation>
    </message>
    <message>
        <source>查看文书</source>
        <translation>Open document</translation>
    </message>
    <message>
        <source>这笔借款已有正在履行的方案，不能再提出新的。</source>
        <translation>A plan is already running on this loan; no new one can be proposed.</translation>
    </message>
    <message>
        <source>这笔借款有一份方案正在等审批；再提出一份，就会取代它。</source>
        <translation>A plan on this loan awaits approval; proposing another one supersedes it.</translation>
    </message>
    <message>
        <source>撤回那份方案</source>
        <translation>Withdraw that plan</translation>
    </message>
    <message>
        <source>上次的方案被退回：“{comment}”。已按今天的金额载入原条款，改好后重新出具。</source>
        <translation>The last plan was returned: “{comment}”. Its terms are loaded on today&apos;s sums; change them and draw it up again.</translation>
    </message>
    <message>
        <source>上次的方案没有在 {day} 前批准，已失效。已按今天的金额载入原条款，可重新出具。</source>
        <translation>The last plan was not approved by {day} and has expired. Its terms are loaded on today&apos;s sums; you can draw it up again.</translation>
    </message>
    <message>
        <source>还不知道对方每月能还多少，所以不作推荐，也没有替你选定方案。</source>
        <translation>Nobody knows yet what the borrower can pay a month, so nothing is recommended and nothing is chosen for you.</translation>
    </message>
</context>
<context>
    <name>PlanDetail</name>
    <message>
        <source>方案详情</source>
        <translation>Details of the plan</translation>
    </message>
    <message numerus="yes">
        <source>和另外 %n 笔借款一并安排，同一份文书，一起生效。</source>
        <translation>
            <numerusform>Agreed with %n other loan: one document, in force together.</numerusform>
            <numerusform>Agreed with %n other loans: one document, in force together.</numerusform>
        </translation>
    </message>
    <message>
        <source>计划本金</source>
        <translation>Plan principal</translation>
    </message>
    <message>
        <source>共还</source>
        <translation>To pay in all</translation>
    </message>
    <message>
        <source>已还</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>减免（履行完毕才生效）</source>
        <translation>Waived (once the plan is kept)</translation>
    </message>
    <message>
        <source>提出理由：{reason}</source>
        <translation>Reason given: {reason}</translation>
    </message>
    <message>
        <source>修改后重新提出</source>
        <translation>Revise and propose</translation>
    </message>
    <message>
        <source>查看文书</source>
        <translation>Open document</translation>
    </message>
    <message>
        <source>打开案件</source>
        <translation>Open case</translation>
    </message>
    <message>
        <source>撤回这份方案</source>
        <translation>Withdraw this plan</translation>
    </message>
    <message>
        <source>撤回后，这份方案和已签的文书都不再有效，也不会再审批；可以重新提出。</source>
        <translation>Once withdrawn, neither the plan nor its signed document is valid, and nobody will decide on it. You can propose another.</translation>
    </message>
    <message>
        <source>为什么撤回（可不填）</source>
        <translation>Why (optional)</translation>
    </message>
    <message>
        <source>确定撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>不撤回</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>{name} 批准 · {when}</source>
        <translation>Approved by {name} · {when}</translation>
    </message>
    <message>
        <source>{name} 退回 · {when}</source>
        <translation>Returned by {name} · {when}</translation>
    </message>
    <message>
        <source>{name} 否决 · {when}</source>
        <translation>Rejected by {name} · {when}</translation>
    </message>
    <message>
        <source>没有附言</source>
        <translation>No note</translation>
    </message>
    <message>
        <source>下一期 · 第 {number} 期 {day}</source>
        <translation>Next · instalment {number}, {day}</translation>
    </message>
    <message>
        <source>已迟 {days}</source>
        <translation>{days} late</translation>
    </message>
    <message>
        <source>还款明细</source>
        <translation>Schedule</translation>
    </message>
</context>
<context>
    <name>PlanNews</name>
    <message>
        <source>撤回后，这份方案和已签的文书都不再有效，也不会再审批；可以重新提出。</source>
        <translation>Once withdrawn, neither the plan nor its signed document is valid, and nobody will decide on it. You can propose another.</translation>
    </message>
    <message>
        <source>确定撤回</source>
        <translation>Withdraw</translation>
    </message>
</context>
<context>
    <name>PlanNotes</name>
    <message>
        <source>保证人的书面同意</source>
        <translation>Guarantors&apos; written consent</translation>
    </message>
    <message>
        <source>签署之后到账的款项</source>
        <translation>Money that came after signing</translation>
    </message>
    <message>
        <source>方案各期仍按签署时的写法，款项从第一期起抵扣；批准之后按剩下的还。以后各期的利息不因提前到账重算。</source>
        <translation>The instalments stay as signed; the money fills them from the first on, and after approval what is left is paid. The interest of coming instalments is not worked out anew.</translation>
    </message>
    <message>
        <source>{day} 到账 {sum}（{reference}）</source>
        <translation>{day}: {sum} received ({reference})</translation>
    </message>
    <message>
        <source>方案原共 {total}，抵扣后还剩 {left}。</source>
        <translation>The plan asked for {total}; {left} remains.</translation>
    </message>
    <message>
        <source>还多出 {sum}，不属于任何一期。</source>
        <translation>{sum} is left over and belongs to no instalment.</translation>
    </message>
    <message>
        <source>已抵清</source>
        <translation>paid</translation>
    </message>
    <message numerus="yes">
        <source>其后 %n 期不变</source>
        <translation>
            <numerusform>%n instalment after that stays</numerusform>
            <numerusform>%n instalments after that stay</numerusform>
        </translation>
    </message>
    <message>
        <source>期次</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>到期日</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>签署时应还</source>
        <translation>As signed</translation>
    </message>
    <message>
        <source>已抵扣</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>还剩</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>款项抵扣后的各期</source>
        <translation>Rows after the money</translation>
    </message>
    <message>
        <source>没有书面同意</source>
        <translation>no written consent</translation>
    </message>
</context>
<context>
    <name>PlanRulesCard</name>
    <message>
        <source>合规要求</source>
        <translation>Rules</translation>
    </message>
</context>
<context>
    <name>Planning</name>
    <message>
        <source>排程进度</source>
        <translation>Progress of planning</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>停止排程</source>
        <translation>Stop planning</translation>
    </message>
    <message>
        <source>正在为明天排一份…</source>
        <translation>Drafting tomorrow…</translation>
    </message>
    <message>
        <source>正在排程…</source>
        <translation>Planning…</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message numerus="yes">
        <source>已排好 %n 站</source>
        <translation>
            <numerusform>%n stop planned</numerusform>
            <numerusform>%n stops planned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个没排进</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
    <message>
        <source>{day}的草稿</source>
        <translation>Draft of {day}</translation>
    </message>
</context>
<context>
    <name>PlansPage</name>
    <message>
        <source>还款方案</source>
        <translation>Repayment plans</translation>
    </message>
    <message>
        <source>显示哪些方案</source>
        <translation>Which plans to show</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>需修改</source>
        <translation>To revise</translation>
    </message>
    <message>
        <source>待审批</source>
        <translation>In approval</translation>
    </message>
    <message>
        <source>履行中</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>已了结</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>借款人</source>
        <translation>Borrower</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>下一期</source>
        <translation>Next instalment</translation>
    </message>
    <message>
        <source>还没有方案</source>
        <translation>No plans yet</translation>
    </message>
    <message>
        <source>在借款人页面打开“还款方案”，按对方能还多少来谈。</source>
        <translation>Open “Repayment plan” on a borrower&apos;s page and talk about what they can pay.</translation>
    </message>
    <message>
        <source>去案件页</source>
        <translation>Go to cases</translation>
    </message>
    <message numerus="yes">
        <source>%n 份</source>
        <translation>
            <numerusform>%n plan</numerusform>
            <numerusform>%n plans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Popup</name>
    <message>
        <source>没有找到。可以试姓名、拼音首字母、电话、地址、文书编号，或要做的事。</source>
        <translation>Nothing found. Try a name, initials, a telephone number, an address, the number of a paper, or what you want to do.</translation>
    </message>
</context>
<context>
    <name>PortalCard</name>
    <message>
        <source>这个网络要求先在网页上登录</source>
        <translation>This network wants you to sign in on a page first</translation>
    </message>
    <message>
        <source>打开登录页</source>
        <translation>Open sign-in page</translation>
    </message>
    <message>
        <source>登录好了，重试</source>
        <translation>Signed in, try again</translation>
    </message>
    <message>
        <source>登录页在 {host}。登录后这里会继续；记录都还在本机。</source>
        <translation>Its sign-in page is at {host}. Sync goes on after that; all records are still here.</translation>
    </message>
</context>
<context>
    <name>PrintSheet</name>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>打印的进度</source>
        <translation>Printing progress</translation>
    </message>
    <message>
        <source>取消打印</source>
        <translation>Cancel printing</translation>
    </message>
    <message>
        <source>重新查找打印机</source>
        <translation>Look again for printers</translation>
    </message>
    <message>
        <source>正在查找打印机…</source>
        <translation>Looking for printers…</translation>
    </message>
    <message>
        <source>这份文书还不生效，每一页都会印上“{mark}”。</source>
        <translation>This paper is not in force: every page is printed with &quot;{mark}&quot;.</translation>
    </message>
    <message>
        <source>正在打印…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>已取消打印；已经送出的页面可能仍会印出来。</source>
        <translation>Printing was cancelled; pages already sent may still come out.</translation>
    </message>
    <message>
        <source>已交给打印机。</source>
        <translation>Handed to the printer.</translation>
    </message>
</context>
<context>
    <name>PromiseCard</name>
    <message>
        <source>承诺还款</source>
        <translation>Promise to pay</translation>
    </message>
    <message>
        <source>承诺金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>承诺日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>还款渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>最晚 {day}</source>
        <translation>at the latest {day}</translation>
    </message>
    <message>
        <source>款项进指定账户；当场收了现金，请马上开收据。</source>
        <translation>Money goes to the named account; where cash is taken on the spot, write the receipt at once.</translation>
    </message>
    <message>
        <source>开收据</source>
        <translation>Write the receipt</translation>
    </message>
    <message>
        <source>今日应还 {sum}</source>
        <translation>owed today {sum}</translation>
    </message>
    <message>
        <source>哪一笔借款</source>
        <translation>Which loan</translation>
    </message>
</context>
<context>
    <name>ProposalBody</name>
    <message>
        <source>对贷方的预期现值</source>
        <translation>Expected present value to the lender</translation>
    </message>
    <message>
        <source>把各期还款按能收到的可能折算，再按年折现率折成今天的价值。它不是借款人要还的数，只用来和维持现状、起诉比较。</source>
        <translation>Every row weighted by the chance that it is paid, and discounted to today. It is not what the borrower pays; it only serves to compare with waiting and suing.</translation>
    </message>
    <message>
        <source>原合同</source>
        <translation>contract</translation>
    </message>
    <message>
        <source>实线：剩余本金&#x3000;虚线：原合同应剩</source>
        <translation>Solid: principal left. Dashed: as the contract meant it</translation>
    </message>
    <message>
        <source>实线：剩余本金&#x3000;原合同的期限已过</source>
        <translation>Solid: principal left. The contract&apos;s term is over</translation>
    </message>
    <message numerus="yes">
        <source>%n 笔借款一并</source>
        <translation>
            <numerusform>%n loan together</numerusform>
            <numerusform>%n loans together</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProposalCard</name>
    <message>
        <source>每期最多 {sum}</source>
        <translation>at most {sum} each</translation>
    </message>
    <message>
        <source>{day} 前付清</source>
        <translation>Paid by {day}</translation>
    </message>
    <message numerus="yes">
        <source>宽限 %n 天</source>
        <translation>
            <numerusform>%n day of grace</numerusform>
            <numerusform>%n days of grace</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 期</source>
        <translation>
            <numerusform>%n instalment</numerusform>
            <numerusform>%n instalments</numerusform>
        </translation>
    </message>
    <message>
        <source>首期 {day}</source>
        <translation>first {day}</translation>
    </message>
    <message>
        <source>末期 {day}</source>
        <translation>last {day}</translation>
    </message>
    <message numerus="yes">
        <source>顺延 %n 个月</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message>
        <source>按今天的金额做不成</source>
        <translation>Not possible on today&apos;s sums</translation>
    </message>
    <message>
        <source>每期应还，零头有差，最多 {sum}</source>
        <translation>each time, but for a small remainder; at most {sum}</translation>
    </message>
    <message>
        <source>首期应还，也是最多的一期</source>
        <translation>first instalment, also the highest</translation>
    </message>
    <message>
        <source>首期应还；最多的是第 {number} 期 {sum}</source>
        <translation>first instalment; the highest is no. {number}, {sum}</translation>
    </message>
    <message>
        <source>计划本金</source>
        <translation>Plan principal</translation>
    </message>
    <message>
        <source>须一次拿出，相当于 {months} 个月的可还能力：问清这笔钱从哪里来</source>
        <translation>At once: as much as {months} months of what can be paid. Ask where the money comes from</translation>
    </message>
    <message>
        <source>还得最多的一个月超出可还能力 {sum}</source>
        <translation>The dearest month asks {sum} more than can be paid</translation>
    </message>
    <message>
        <source>计划利息</source>
        <translation>Plan interest</translation>
    </message>
    <message>
        <source>往期欠息费</source>
        <translation>Arrears of interest and charges</translation>
    </message>
    <message>
        <source>共还</source>
        <translation>To pay in all</translation>
    </message>
    <message>
        <source>减免（履行完毕才生效）</source>
        <translation>Waived (once the plan is kept)</translation>
    </message>
    <message>
        <source>一次付清</source>
        <translation>Paid at once</translation>
    </message>
    <message>
        <source>每期都在可还能力之内</source>
        <translation>Every instalment is within capacity</translation>
    </message>
    <message>
        <source>第 {number} 期超出可还能力 {sum}</source>
        <translation>Instalment {number} is {sum} above capacity</translation>
    </message>
    <message numerus="yes">
        <source>%n 期超出可还能力，最多超出 {sum}（第 {number} 期）</source>
        <translation>
            <numerusform>%n instalment above capacity, by up to {sum} (no. {number})</numerusform>
            <numerusform>%n instalments above capacity, by up to {sum} (no. {number})</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProxyCard</name>
    <message>
        <source>代理要求登录</source>
        <translation>The proxy wants a sign-in</translation>
    </message>
    <message>
        <source>代理账号</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>代理密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>保存并重试</source>
        <translation>Save and try again</translation>
    </message>
    <message>
        <source>{proxy} 是公司网络的出口，与服务器的账号无关。密码加密保存在本机，只发给这个代理。</source>
        <translation>{proxy} is the way out of the company&apos;s network and has nothing to do with your name at the server. The password is kept encrypted here and goes to this proxy only.</translation>
    </message>
    <message>
        <source>代理不接受这个账号或密码。</source>
        <translation>The proxy does not accept this name or password.</translation>
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
    <name>RateEdit</name>
    <message>
        <source>请输入年利率，例如 12 或 8.5</source>
        <translation>Type the yearly rate, for example 12 or 8.5</translation>
    </message>
    <message>
        <source>最多 {digits} 位小数</source>
        <translation>At most {digits} decimals</translation>
    </message>
    <message>
        <source>不能高于合同利率 {rate}%</source>
        <translation>At most the contract&apos;s {rate}%</translation>
    </message>
</context>
<context>
    <name>ReadStep</name>
    <message>
        <source>全部已宣读</source>
        <translation>All were read</translation>
    </message>
    <message>
        <source>宣读完毕，开始签名</source>
        <translation>Read, begin signing</translation>
    </message>
    <message>
        <source>有见证人在场（看不清、不识字或本人要求时）</source>
        <translation>A witness is present (poor sight, cannot read, or by request)</translation>
    </message>
    <message>
        <source>写到文书上</source>
        <translation>Put on paper</translation>
    </message>
    <message>
        <source>已经有人签名，不能再改见证人。</source>
        <translation>Somebody has signed; the witness can no longer be changed.</translation>
    </message>
    <message>
        <source>见证人姓名</source>
        <translation>Name of the witness</translation>
    </message>
    <message>
        <source>证件末四位</source>
        <translation>ID, last four</translation>
    </message>
    <message>
        <source>请逐条读给在场的人听</source>
        <translation>Read each aloud to everybody present</translation>
    </message>
    <message>
        <source>还没有宣读：{names}。</source>
        <translation>Not read yet: {names}.</translation>
    </message>
    <message>
        <source>请写见证人的姓名。</source>
        <translation>Please give the name of the witness.</translation>
    </message>
    <message>
        <source>请写见证人证件号的末四位。</source>
        <translation>Please give the last four characters of the witness&apos;s ID.</translation>
    </message>
</context>
<context>
    <name>ReasonRow</name>
    <message>
        <source>继续须说明理由，主管会看到：</source>
        <translation>Going on needs a reason; the supervisor will see it:</translation>
    </message>
    <message>
        <source>继续的理由</source>
        <translation>Reason for going on</translation>
    </message>
    <message>
        <source>或写下理由</source>
        <translation>or write the reason</translation>
    </message>
    <message>
        <source>说明理由并继续</source>
        <translation>Give the reason and go on</translation>
    </message>
    <message>
        <source>以此理由继续：{reason}</source>
        <translation>Go on for this reason: {reason}</translation>
    </message>
</context>
<context>
    <name>ReceiptDone</name>
    <message>
        <source>收据已开具，已加密保存在本机</source>
        <translation>The receipt is written and kept, encrypted, on this laptop</translation>
    </message>
    <message>
        <source>收据号</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>交款人</source>
        <translation>Paid by</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>把收据交给交款人。现金不是入账：缴存并由银行入账后，欠款才会减少。</source>
        <translation>Hand the receipt over. Cash is no payment: the debt goes down once it is deposited and posted by the bank.</translation>
    </message>
    <message>
        <source>打印收据</source>
        <translation>Print the receipt</translation>
    </message>
    <message>
        <source>另存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>去缴存</source>
        <translation>To the deposit</translation>
    </message>
    <message>
        <source>写错了，作废</source>
        <translation>Wrong: make it void</translation>
    </message>
    <message>
        <source>为什么作废？号码不会再用，收据请收回。</source>
        <translation>Why is it void? The number is not used again; take the receipt back.</translation>
    </message>
    <message>
        <source>作废收据</source>
        <translation>Make it void</translation>
    </message>
    <message>
        <source>收据 {no}</source>
        <translation>Receipt {no}</translation>
    </message>
    <message>
        <source>正在写收据…</source>
        <translation>Writing the receipt…</translation>
    </message>
    <message>
        <source>收据已作废，号码保留在册。</source>
        <translation>The receipt is void; its number stays on the books.</translation>
    </message>
</context>
<context>
    <name>ReceiptSheet</name>
    <message>
        <source>收现金</source>
        <translation>Take cash</translation>
    </message>
    <message>
        <source>开具收据</source>
        <translation>Write the receipt</translation>
    </message>
    <message>
        <source>收了谁的、多少、还哪笔</source>
        <translation>From whom, how much, for which loan</translation>
    </message>
    <message>
        <source>还哪笔借款</source>
        <translation>For which loan</translation>
    </message>
    <message>
        <source>付款人</source>
        <translation>Payer</translation>
    </message>
    <message>
        <source>交款人</source>
        <translation>Brought by</translation>
    </message>
    <message>
        <source>由别人送来时填他的姓名</source>
        <translation>Name, if not the payer</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>大写金额</source>
        <translation>Amount in capitals</translation>
    </message>
    <message>
        <source>大写</source>
        <translation>In capitals</translation>
    </message>
    <message>
        <source>入账后将这样冲抵</source>
        <translation>Where it will go once posted</translation>
    </message>
    <message>
        <source>这只是预览。现金收据不是入账：缴存并由银行入账以后，欠款才会减少；在那之前利息照算。</source>
        <translation>This is a preview. A cash receipt is no payment: the debt goes down once the money is deposited and posted by the bank; until then interest runs on.</translation>
    </message>
    <message>
        <source>收现金之前</source>
        <translation>Before taking cash</translation>
    </message>
    <message>
        <source>现金簿</source>
        <translation>Cash book</translation>
    </message>
    <message>
        <source>案件 {no}</source>
        <translation>Case {no}</translation>
    </message>
    <message>
        <source>{contract} · 逾期 {owed}</source>
        <translation>{contract} · overdue {owed}</translation>
    </message>
    <message>
        <source>收据号</source>
        <translation>Receipt number</translation>
    </message>
    <message numerus="yes">
        <source>本机还可离线开 %n 张</source>
        <translation>
            <numerusform>%n receipt can be written offline</numerusform>
            <numerusform>%n receipts can be written offline</numerusform>
        </translation>
    </message>
    <message>
        <source>手上现金</source>
        <translation>Cash in hand</translation>
    </message>
    <message>
        <source>可以收：当场开具编号收据，不进个人账户，按时缴存</source>
        <translation>May be taken: with a numbered receipt at once, into no personal account, deposited in time</translation>
    </message>
    <message>
        <source>收 {sum} 并开收据</source>
        <translation>Take {sum} and write the receipt</translation>
    </message>
    <message>
        <source>填好金额，就会算出冲抵哪些期、哪些项。</source>
        <translation>Enter the amount to see which instalments and items it goes to.</translation>
    </message>
    <message>
        <source>多出的款</source>
        <translation>Left over</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>冲抵后仍逾期</source>
        <translation>Still overdue after it</translation>
    </message>
    <message>
        <source>回到案件</source>
        <translation>Back to the case</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>这台电脑不能录音</source>
        <translation>This computer cannot record</translation>
    </message>
    <message>
        <source>没有找到话筒</source>
        <translation>No microphone was found</translation>
    </message>
    <message>
        <source>话筒不支持录音所需的格式</source>
        <translation>The microphone does not support the format needed</translation>
    </message>
    <message>
        <source>话筒被占用或没有授权</source>
        <translation>The microphone is in use or not permitted</translation>
    </message>
</context>
<context>
    <name>RecordingCard</name>
    <message>
        <source>录音</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>对方是否同意录音</source>
        <translation>Consent to being recorded</translation>
    </message>
    <message>
        <source>开始录音</source>
        <translation>Start recording</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>录音音量</source>
        <translation>Recording level</translation>
    </message>
    <message>
        <source>已暂停 {time}</source>
        <translation>Paused {time}</translation>
    </message>
    <message>
        <source>正在录音 {time}</source>
        <translation>Recording {time}</translation>
    </message>
    <message>
        <source>对方已同意。录音随时加密保存，停电也不丢。</source>
        <translation>They agreed. What is recorded is encrypted as it comes and survives a power cut.</translation>
    </message>
    <message>
        <source>不录音。请写明谈话内容，并请在场的人见证（R12）。</source>
        <translation>No recording. Write down what was said and have it witnessed (R12).</translation>
    </message>
    <message>
        <source>先告诉对方要录音、做什么用，再问是否同意。</source>
        <translation>Say that you would record and what for, then ask whether they agree.</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>录音 {time}</source>
        <translation>Recording {time}</translation>
    </message>
    <message>
        <source>移除{recording}</source>
        <translation>Remove {recording}</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>找回口令</source>
        <translation>Forgotten passphrase</translation>
    </message>
    <message>
        <source>不需要网络，未发送的内容都会留在本机。</source>
        <translation>No network is needed, and everything unsent stays on this laptop.</translation>
    </message>
    <message>
        <source>1. 打电话给办公室，读出请求码</source>
        <translation>1. Call the office and read out the request</translation>
    </message>
    <message>
        <source>2. 输入办公室读给你的答复码，8 组，每组 6 位</source>
        <translation>2. Type the answer the office reads to you: 8 groups of 6</translation>
    </message>
    <message>
        <source>答复码</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>3. 选一个新口令，至少 8 个字</source>
        <translation>3. Choose a new passphrase of at least 8 characters</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>再输一遍新口令</source>
        <translation>New passphrase once more</translation>
    </message>
    <message>
        <source>两次输入的新口令不一样。</source>
        <translation>The two new passphrases are not the same.</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>请求码 {code}</source>
        <translation>Request {code}</translation>
    </message>
    <message>
        <source>办公室：{whom}</source>
        <translation>Office: {whom}</translation>
    </message>
    <message>
        <source>第 {group} 组不对，请对方再读一遍这一组。</source>
        <translation>Group {group} is wrong; have it read again.</translation>
    </message>
    <message>
        <source>{count} / {all} 组，都对</source>
        <translation>{count} of {all} groups, all right</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>复制请求码</source>
        <translation>Copy the request</translation>
    </message>
    <message>
        <source>返回登录</source>
        <translation>Back to sign-in</translation>
    </message>
    <message>
        <source>重设口令并登录</source>
        <translation>Set the passphrase and sign in</translation>
    </message>
</context>
<context>
    <name>RefusedCard</name>
    <message>
        <source>{when} 起可以外访。{action}</source>
        <translation>A visit is possible from {when}. {action}</translation>
    </message>
    <message>
        <source>回到案件</source>
        <translation>Back to the case</translation>
    </message>
</context>
<context>
    <name>RenewCard</name>
    <message>
        <source>登录凭证已过期</source>
        <translation>Your sign-in has expired</translation>
    </message>
    <message>
        <source>不影响离线工作。输入口令后继续发送，记录都还在本机。</source>
        <translation>Working offline is not affected. Enter your passphrase to go on sending; all records are on this laptop.</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>旧口令</source>
        <translation>Old passphrase</translation>
    </message>
    <message>
        <source>重新登录</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>正在登录…</source>
        <translation>Signing in…</translation>
    </message>
</context>
<context>
    <name>RenewPrompt</name>
    <message>
        <source>以后再说</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>Requirement</name>
    <message>
        <source>在你的权限内，签署后即生效</source>
        <translation>Within your authority; in force once signed</translation>
    </message>
    <message numerus="yes">
        <source>须{level}批准（%n 人）</source>
        <translation>
            <numerusform>Needs approval by the {level} (%n person)</numerusform>
            <numerusform>Needs approval by the {level} (%n people)</numerusform>
        </translation>
    </message>
    <message>
        <source>须{level}批准</source>
        <translation>Needs approval by the {level}</translation>
    </message>
    <message>
        <source>超出{level}权限：{criterion}</source>
        <translation>Beyond the {level}&apos;s authority: {criterion}</translation>
    </message>
</context>
<context>
    <name>RescueDialog</name>
    <message>
        <source>生成救援包</source>
        <translation>Rescue bundle</translation>
    </message>
    <message>
        <source>正在清点本机未送达的内容…</source>
        <translation>Counting what has not been sent…</translation>
    </message>
    <message>
        <source>写入和核对的进度</source>
        <translation>Progress of writing and reading back</translation>
    </message>
    <message>
        <source>选择U盘位置并写入…</source>
        <translation>Choose a place on the stick and write…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>正在写入，写完会读回核对。请不要拔出U盘。</source>
        <translation>Writing; it is read back afterwards. Please leave the stick in.</translation>
    </message>
    <message>
        <source>把未送达的记录和文件存到U盘</source>
        <translation>Save undelivered records and files to a USB stick</translation>
    </message>
    <message>
        <source>网络一直不通、电脑要交回或被停用时使用。救援包已加密，只有办公室能打开；导入后，同样的内容以后再同步也不会重复。</source>
        <translation>For when no network will do, or the laptop is handed in or was revoked. The bundle is encrypted and only the office can open it; what it holds may still be synced later, nothing doubles.</translation>
    </message>
    <message>
        <source>救援包里会有：{facts}和 {files}，以及核对它们需要的本机记录。</source>
        <translation>The bundle will hold {facts} and {files}, and the records of this laptop that are needed to check them.</translation>
    </message>
    <message numerus="yes">
        <source>%n 条未送达的记录</source>
        <translation>
            <numerusform>%n unsent record</numerusform>
            <numerusform>%n unsent records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个未送达的文件</source>
        <translation>
            <numerusform>%n unsent file</numerusform>
            <numerusform>%n unsent files</numerusform>
        </translation>
    </message>
    <message>
        <source>救援包</source>
        <translation>Rescue bundle</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>通话结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>没有还款的原因</source>
        <translation>Why unpaid</translation>
    </message>
    <message>
        <source>对方要求不要再联系</source>
        <translation>Asked not to be contacted again</translation>
    </message>
    <message>
        <source>记下后，任何人都不能再联系此人。</source>
        <translation>Once noted, nobody may contact this person any more.</translation>
    </message>
    <message>
        <source>记下后供主管安排；欠款人仍须能被告知。</source>
        <translation>Noted for the supervisor; whoever owes must still be told things.</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>对方原话、约定的下一步</source>
        <translation>Their own words, the next step agreed</translation>
    </message>
    <message>
        <source>备注最多 {limit} 个字，现在 {count} 个。</source>
        <translation>The note has {count} characters; at most {limit} are kept.</translation>
    </message>
    <message>
        <source>请选择这次通话的结果</source>
        <translation>Choose what came of this call</translation>
    </message>
</context>
<context>
    <name>ResumeSigning</name>
    <message>
        <source>继续签署</source>
        <translation>Go on signing</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>正在取出签到一半的文书…</source>
        <translation>Fetching the unfinished paper…</translation>
    </message>
    <message>
        <source>没有签到一半的文书</source>
        <translation>No unfinished signing</translation>
    </message>
    <message>
        <source>已经封存，或者方案改过了。可以在方案页重新出具。</source>
        <translation>It was sealed, or the plan was changed. You can draw it up again from the plan.</translation>
    </message>
    <message>
        <source>去方案页</source>
        <translation>Go to the plan</translation>
    </message>
</context>
<context>
    <name>RowsEdit</name>
    <message>
        <source>各期金额</source>
        <translation>Instalment sums</translation>
    </message>
    <message>
        <source>各期相同</source>
        <translation>All the same</translation>
    </message>
    <message>
        <source>逐期写总额</source>
        <translation>Write each amount</translation>
    </message>
    <message>
        <source>逐期写本金</source>
        <translation>Write each principal</translation>
    </message>
    <message>
        <source>F2 或直接输入即可修改；最后一期的金额可以留空，由程序算出余额。</source>
        <translation>F2 or typing edits a cell. The last sum may stay empty: the program works out the rest.</translation>
    </message>
    <message>
        <source>加一期</source>
        <translation>Add a row</translation>
    </message>
    <message>
        <source>去掉所选</source>
        <translation>Remove selected</translation>
    </message>
    <message>
        <source>每月一期，共几期</source>
        <translation>One a month: how many</translation>
    </message>
    <message>
        <source>期</source>
        <translation>rows</translation>
    </message>
    <message>
        <source>每月一期</source>
        <translation>One a month</translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>还清余下的</source>
        <translation>the rest</translation>
    </message>
    <message>
        <source>到期日</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>本金</source>
        <translation>Principal</translation>
    </message>
    <message>
        <source>应还总额</source>
        <translation>Whole amount</translation>
    </message>
</context>
<context>
    <name>SavedPanel</name>
    <message>
        <source>已存的筛选</source>
        <translation>Saved filters</translation>
    </message>
    <message>
        <source>改名后回车保存；删除后可以撤销。</source>
        <translation>Return saves a new name; a deletion can be undone.</translation>
    </message>
    <message>
        <source>筛选的名称</source>
        <translation>Name of the filter</translation>
    </message>
    <message>
        <source>上移“{name}”</source>
        <translation>Move “{name}” up</translation>
    </message>
    <message>
        <source>下移“{name}”</source>
        <translation>Move “{name}” down</translation>
    </message>
    <message>
        <source>删除“{name}”</source>
        <translation>Delete “{name}”</translation>
    </message>
</context>
<context>
    <name>SayCard</name>
    <message>
        <source>可以说什么</source>
        <translation>What may be said</translation>
    </message>
    <message>
        <source>{day} 对方要求不要再联系</source>
        <translation>{day}: asked not to be contacted again</translation>
    </message>
</context>
<context>
    <name>ScheduleCard</name>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>1 分钟</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>2 分钟</source>
        <translation>2 min</translation>
    </message>
    <message>
        <source>5 分钟</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>15 分钟</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 小时</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>只手动</source>
        <translation>By hand only</translation>
    </message>
    <message>
        <source>自动同步间隔</source>
        <translation>Time between syncs</translation>
    </message>
    <message>
        <source>间隔</source>
        <translation>Every</translation>
    </message>
    <message>
        <source>保存记录、网络恢复、电脑将休眠时也会同步；“只手动”仍会发送新保存的记录。</source>
        <translation>It also syncs when a record is saved, the network comes back or the laptop goes to sleep. By hand only: new records are still sent.</translation>
    </message>
</context>
<context>
    <name>ScheduleTable</name>
    <message>
        <source>还款明细</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>期次</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>到期日</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>本金</source>
        <translation>Principal</translation>
    </message>
    <message>
        <source>利息</source>
        <translation>Interest</translation>
    </message>
    <message>
        <source>往期欠息费</source>
        <translation>Arrears</translation>
    </message>
    <message>
        <source>当期应还</source>
        <translation>To pay</translation>
    </message>
    <message>
        <source>剩余本金</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>超出可还能力</source>
        <translation>Above capacity</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>ScoresPart</name>
    <message>
        <source>评分依据</source>
        <translation>What the scores rest on</translation>
    </message>
    <message>
        <source>收起评分依据</source>
        <translation>Close what the scores rest on</translation>
    </message>
    <message>
        <source>{type}：{standing}</source>
        <translation>{type}: {standing}</translation>
    </message>
    <message>
        <source>把握 {percent}%</source>
        <translation>{percent}% certain</translation>
    </message>
    <message>
        <source>还没有了解：{names}</source>
        <translation>Not known yet: {names}</translation>
    </message>
    <message numerus="yes">
        <source>等 %n 项</source>
        <translation>
            <numerusform>(%n in all)</numerusform>
            <numerusform>(%n in all)</numerusform>
        </translation>
    </message>
    <message>
        <source>上次 {points}</source>
        <translation>before {points}</translation>
    </message>
</context>
<context>
    <name>SealStep</name>
    <message>
        <source>你的登录口令</source>
        <translation>Your passphrase</translation>
    </message>
    <message>
        <source>签署并封存</source>
        <translation>Sign and seal</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>要两位审批人先后签章才生效。</source>
        <translation>It takes effect only when two approvers have sealed it, one after the other.</translation>
    </message>
    <message>
        <source>审批人签章之后才生效。</source>
        <translation>It takes effect only with the approver&apos;s seal.</translation>
    </message>
    <message>
        <source>封存后仍是提案</source>
        <translation>Still a proposal once sealed</translation>
    </message>
    <message>
        <source>封存即生效</source>
        <translation>In force with your seal</translation>
    </message>
    <message>
        <source>方案在你的权限之内，不用再审批。</source>
        <translation>The plan is within your own authority; nobody else need approve.</translation>
    </message>
    <message>
        <source>{person}不在场，本次不签</source>
        <translation>{person} is not here and does not sign</translation>
    </message>
    <message>
        <source>{person}拒绝签名</source>
        <translation>{person} refuses to sign</translation>
    </message>
    <message>
        <source>{person}已签名</source>
        <translation>Signed: {person}</translation>
    </message>
    <message>
        <source>核对并封存</source>
        <translation>Check and seal</translation>
    </message>
    <message>
        <source>封存后，文书不能再改，改动都会被查验出来。口令只用来打开你本人的签名密钥，不会被保存。</source>
        <translation>Once sealed, the document cannot be changed without it being found out. The passphrase only opens your own signing key and is not kept.</translation>
    </message>
    <message>
        <source>请输入口令。</source>
        <translation>Please enter your passphrase.</translation>
    </message>
</context>
<context>
    <name>SectionHead</name>
    <message>
        <source>经营状况</source>
        <translation>State of the business</translation>
    </message>
    <message numerus="yes">
        <source>只问与{trade}有关的 %n 项</source>
        <translation>
            <numerusform>Only the %n question that concerns {trade}</numerusform>
            <numerusform>Only the %n questions that concern {trade}</numerusform>
        </translation>
    </message>
    <message>
        <source>在任一组按 = 键表示与上次相同</source>
        <translation>In any group, = says it is the same as last time</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>所选案件</source>
        <translation>Chosen cases</translation>
    </message>
    <message>
        <source>标签，回车加上</source>
        <translation>A tag, Return adds it</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>加入今日</source>
        <translation>Add to today</translation>
    </message>
    <message>
        <source>安排外访</source>
        <translation>Plan visits</translation>
    </message>
    <message>
        <source>加标签</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>导出所选</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>取消选择</source>
        <translation>Clear</translation>
    </message>
    <message numerus="yes">
        <source>已选 %n 个案件</source>
        <translation>
            <numerusform>%n case chosen</numerusform>
            <numerusform>%n cases chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>所有选择立即生效</source>
        <translation>Every choice takes effect at once</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>无人操作后锁定</source>
        <translation>Lock when nobody is here</translation>
    </message>
    <message>
        <source>在系统托盘显示等待处理的事项</source>
        <translation>Show what waits in the system tray</translation>
    </message>
    <message>
        <source>显示</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>安全与提醒</source>
        <translation>Safety and reminders</translation>
    </message>
    <message>
        <source>自动锁定</source>
        <translation>Lock after</translation>
    </message>
    <message>
        <source>锁定后页面和草稿都保持原样，凭口令解锁；电脑睡眠时也会锁定。</source>
        <translation>Pages and drafts stay as they are; the passphrase unlocks. The screen also locks when the laptop sleeps.</translation>
    </message>
    <message>
        <source>现在锁定</source>
        <translation>Lock now</translation>
    </message>
    <message>
        <source>现在锁定 Ctrl+L</source>
        <translation>Lock now Ctrl+L</translation>
    </message>
    <message>
        <source>换人登录</source>
        <translation>Sign in as somebody else</translation>
    </message>
    <message>
        <source>这台电脑的桌面没有系统托盘，等待处理的事项只在窗口底部显示。</source>
        <translation>This desktop has no system tray; what waits is shown at the foot of the window only.</translation>
    </message>
    <message>
        <source>关于催收外访</source>
        <translation>About FieldApp</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>数据目录</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>本机编号</source>
        <translation>This laptop</translation>
    </message>
    <message>
        <source>打开数据目录</source>
        <translation>Open the data folder</translation>
    </message>
    <message>
        <source>本程序以 Apache-2.0 许可发布，并使用了以下组件：</source>
        <translation>This program is released under Apache-2.0 and uses these components:</translation>
    </message>
    <message>
        <source>查看许可全文</source>
        <translation>Show the licences</translation>
    </message>
    <message>
        <source>许可全文</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>小</source>
        <translation>Small</translation>
    </message>
    <message>
        <source>标准</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>大</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>较大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>最大</source>
        <translation>Largest</translation>
    </message>
    <message numerus="yes">
        <source>%n 分钟</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>本页</source>
        <translation>This page</translation>
    </message>
    <message numerus="yes">
        <source>%n 条未读消息</source>
        <translation>
            <numerusform>%n message to read</numerusform>
            <numerusform>%n messages to read</numerusform>
        </translation>
    </message>
    <message>
        <source>消息</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>再看一遍说过的消息</source>
        <translation>Read messages again</translation>
    </message>
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
        <source>要找的操作或按键，例如“外访”“Ctrl”</source>
        <translation>An action or a key, such as “visit” or “Ctrl”</translation>
    </message>
    <message>
        <source>查找快捷键</source>
        <translation>Find a key</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>没有这样的快捷键</source>
        <translation>There is no such key</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>正在准备练习数据，大约需要半分钟…</source>
        <translation>Preparing practice data; this takes about half a minute…</translation>
    </message>
    <message>
        <source>用 {time} 的副本继续</source>
        <translation>Continue with the copy of {time}</translation>
    </message>
    <message>
        <source>正在登录…</source>
        <translation>Signing in…</translation>
    </message>
    <message>
        <source>催收外访 · 登录</source>
        <translation>FieldApp · Sign in</translation>
    </message>
    <message>
        <source>催收外访</source>
        <translation>FieldApp</translation>
    </message>
    <message>
        <source>催收不是追债，是帮客户找办法。</source>
        <translation>Collection is not chasing a debt; it is helping people find a way.</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>练习数据</source>
        <translation>Practice data</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>其他账号或服务器…</source>
        <translation>Another account or server…</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>旧口令</source>
        <translation>Old passphrase</translation>
    </message>
    <message>
        <source>机构服务器地址</source>
        <translation>Address of the office&apos;s server</translation>
    </message>
    <message>
        <source>首次登录需要联网；之后没有网络也能登录和工作。</source>
        <translation>The first sign-in needs the network; afterwards you can sign in and work without it.</translation>
    </message>
    <message>
        <source>忘记口令？</source>
        <translation>Forgotten passphrase?</translation>
    </message>
    <message>
        <source>没有账号？用练习数据试试</source>
        <translation>No account? Try practice data</translation>
    </message>
    <message>
        <source>催收员</source>
        <translation>Collector</translation>
    </message>
    <message>
        <source>主管</source>
        <translation>Supervisor</translation>
    </message>
</context>
<context>
    <name>SigningPage</name>
    <message>
        <source>签署还款计划书</source>
        <translation>Sign the repayment plan</translation>
    </message>
    <message>
        <source>{name} · 签署还款计划书</source>
        <translation>{name} · Sign the repayment plan</translation>
    </message>
    <message>
        <source>还款计划书</source>
        <translation>Repayment plan</translation>
    </message>
    <message>
        <source>签署</source>
        <translation>Signing</translation>
    </message>
    <message>
        <source>编号 {number} · {count} 期，共 {sum} · 封存之前不是文书</source>
        <translation>No. {number} · {count} instalments, {sum} in all · no paper before it is sealed</translation>
    </message>
    <message>
        <source>提案 · 未生效</source>
        <translation>PROPOSAL · not in force</translation>
    </message>
    <message>
        <source>接着上次没有签完的签署，已签的都还在。</source>
        <translation>Going on where signing was interrupted; everything signed is still here.</translation>
    </message>
    <message>
        <source>正在重新出具文书…</source>
        <translation>Drawing the paper up again…</translation>
    </message>
    <message>
        <source>在此签名</source>
        <translation>Sign here</translation>
    </message>
    <message>
        <source>宣读</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>{person} · 拒签</source>
        <translation>{person} · refuses</translation>
    </message>
    <message>
        <source>{person} · 不签</source>
        <translation>{person} · not signing</translation>
    </message>
    <message>
        <source>封存</source>
        <translation>Seal</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>已记下拒签，拒签记录在案件的文件里。</source>
        <translation>The refusal is recorded; its record is among the files of the case.</translation>
    </message>
    <message>
        <source>正在签署并封存…</source>
        <translation>Signing and sealing…</translation>
    </message>
    <message>
        <source>已签署并保存在本机，联网后送主管审批。</source>
        <translation>Signed and saved on this laptop; it goes to your supervisor once online.</translation>
    </message>
    <message>
        <source>已签署并保存在本机，方案从现在起生效，联网后自动发送。</source>
        <translation>Signed and saved on this laptop; the plan is in force from now and is uploaded once online.</translation>
    </message>
</context>
<context>
    <name>StartVisit</name>
    <message>
        <source>先不去</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>查看案件</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>开始外访</source>
        <translation>Start the visit</translation>
    </message>
    <message>
        <source>现在去{name}处？</source>
        <translation>Go to {name} now?</translation>
    </message>
</context>
<context>
    <name>StepsEdit</name>
    <message>
        <source>再加一段</source>
        <translation>Add a step</translation>
    </message>
</context>
<context>
    <name>StopCard</name>
    <message>
        <source>预计 {time} 到达</source>
        <translation>There at about {time}</translation>
    </message>
    <message>
        <source>预计 {time} 开始</source>
        <translation>Begins about {time}</translation>
    </message>
    <message>
        <source>{name}：更多操作</source>
        <translation>{name}: more</translation>
    </message>
    <message>
        <source>Alt+上下移动，L 锁定，N 没人在，Delete 今日不去</source>
        <translation>Alt+Up/Down moves, L locks, N nobody there, Delete not today</translation>
    </message>
    <message>
        <source>外访未完成</source>
        <translation>Visit unfinished</translation>
    </message>
    <message>
        <source>已约定时间 {hours}</source>
        <translation>Agreed time {hours}</translation>
    </message>
    <message>
        <source>已锁定</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>位置未知</source>
        <translation>Place unknown</translation>
    </message>
    <message>
        <source>打开案件</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>导航…</source>
        <translation>Navigate…</translation>
    </message>
    <message>
        <source>确认位置</source>
        <translation>Confirm place</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>约好时间…</source>
        <translation>Agreed time…</translation>
    </message>
    <message>
        <source>没人在，重排余下</source>
        <translation>Nobody there: plan the rest</translation>
    </message>
    <message>
        <source>今日不去</source>
        <translation>Not today</translation>
    </message>
    <message>
        <source>解除锁定</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>锁定时间 {time}</source>
        <translation>Lock at {time}</translation>
    </message>
    <message>
        <source>锁定次序</source>
        <translation>Lock the place in the order</translation>
    </message>
</context>
<context>
    <name>StopList</name>
    <message>
        <source>今日各站</source>
        <translation>Today&apos;s stops</translation>
    </message>
    <message>
        <source>位置不变</source>
        <translation>Stays where it is</translation>
    </message>
</context>
<context>
    <name>StoryCard</name>
    <message>
        <source>经过</source>
        <translation>History</translation>
    </message>
    <message>
        <source>按类别筛选经过</source>
        <translation>Narrow the history by kind</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>在经过中查找</source>
        <translation>Find in the history</translation>
    </message>
    <message>
        <source>按人筛选经过</source>
        <translation>Narrow the history by person</translation>
    </message>
    <message>
        <source>还没有记录。</source>
        <translation>Nothing recorded yet.</translation>
    </message>
    <message>
        <source>所有人</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>没有符合筛选的记录。</source>
        <translation>Nothing matches.</translation>
    </message>
    <message numerus="yes">
        <source>显示更早的 %n 条</source>
        <translation>
            <numerusform>Show %n earlier entry</numerusform>
            <numerusform>Show %n earlier entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>同步进度</source>
        <translation>Progress of the sync</translation>
    </message>
    <message numerus="yes">
        <source>冲突台（%n）</source>
        <translation>
            <numerusform>Conflicts (%n)</numerusform>
            <numerusform>Conflicts (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>未被接收（%n）</source>
        <translation>
            <numerusform>Not accepted (%n)</numerusform>
            <numerusform>Not accepted (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message numerus="yes">
        <source>已收到 %n 条记录</source>
        <translation>
            <numerusform>%n record received</numerusform>
            <numerusform>%n records received</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已传 %n 个文件</source>
        <translation>
            <numerusform>%n file transferred</numerusform>
            <numerusform>%n files transferred</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeamMap</name>
    <message>
        <source>地区</source>
        <translation>District</translation>
    </message>
    <message>
        <source>走访过</source>
        <translation>Visited</translation>
    </message>
    <message>
        <source>未走访</source>
        <translation>Not visited</translation>
    </message>
    <message>
        <source>今日应还</source>
        <translation>Owed today</translation>
    </message>
    <message>
        <source>各地区的走访</source>
        <translation>Visits by district</translation>
    </message>
    <message>
        <source>催收员</source>
        <translation>Collector</translation>
    </message>
    <message>
        <source>待走访</source>
        <translation>To visit</translation>
    </message>
    <message>
        <source>逾期中位</source>
        <translation>Median overdue</translation>
    </message>
    <message>
        <source>各催收员的工作量</source>
        <translation>Workload by collector</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>最近走访</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>换一个逾期阶段、催收员或走访时间试试。</source>
        <translation>Try another bucket, collector or time.</translation>
    </message>
    <message numerus="yes">
        <source>%n 个案件</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>走访过 %n 个</source>
        <translation>
            <numerusform>%n visited</numerusform>
            <numerusform>%n visited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>无人负责 %n 个</source>
        <translation>
            <numerusform>%n unassigned</numerusform>
            <numerusform>%n unassigned</numerusform>
        </translation>
    </message>
    <message>
        <source>{days} 天内走访过 {percent}%</source>
        <translation>{percent}% visited within {days} days</translation>
    </message>
    <message>
        <source>不显示、也不记录任何人员的位置或行踪</source>
        <translation>nobody&apos;s whereabouts are shown or recorded</translation>
    </message>
    <message>
        <source>方格里是“走访过/全部”</source>
        <translation>In a square: visited/all</translation>
    </message>
    <message>
        <source>● 走访过</source>
        <translation>● visited</translation>
    </message>
    <message>
        <source>○ 未走访</source>
        <translation>○ not visited</translation>
    </message>
    <message>
        <source>◇ 无人负责</source>
        <translation>◇ unassigned</translation>
    </message>
    <message>
        <source>一格 {side}</source>
        <translation>squares of {side}</translation>
    </message>
    <message numerus="yes">
        <source>%n 个案件位置不够准，只列在表里</source>
        <translation>
            <numerusform>%n case with too rough a place is in the tables only</numerusform>
            <numerusform>%n cases with too rough a place are in the tables only</numerusform>
        </translation>
    </message>
    <message>
        <source>虚线圈是位置的误差范围</source>
        <translation>A dashed ring is the margin of error of a place</translation>
    </message>
    <message numerus="yes">
        <source>%n 个案件没有位置，只列在表里</source>
        <translation>
            <numerusform>%n case without a place is in the tables only</numerusform>
            <numerusform>%n cases without a place are in the tables only</numerusform>
        </translation>
    </message>
    <message>
        <source>无人负责</source>
        <translation>Unassigned</translation>
    </message>
    <message>
        <source>没有写明地区</source>
        <translation>No district</translation>
    </message>
    <message>
        <source>不明</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>账号已停用</source>
        <translation>Account closed</translation>
    </message>
    <message>
        <source>从未走访</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>无人负责（原 {name}）</source>
        <translation>Unassigned (was {name})</translation>
    </message>
    <message>
        <source>只看这一格：{facts}</source>
        <translation>Only this square: {facts}</translation>
    </message>
    <message>
        <source>{metres} 米见方</source>
        <translation>{metres} m</translation>
    </message>
    <message>
        <source>{kilometres} 公里见方</source>
        <translation>{kilometres} km</translation>
    </message>
</context>
<context>
    <name>TeamMapPage</name>
    <message>
        <source>团队地图</source>
        <translation>Team map</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>看哪张表</source>
        <translation>Which table</translation>
    </message>
    <message>
        <source>按地区</source>
        <translation>By district</translation>
    </message>
    <message>
        <source>按催收员</source>
        <translation>By collector</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>不再只看这里</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>表</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>只看{district}</source>
        <translation>Only {district}</translation>
    </message>
    <message>
        <source>只看{name}的案件</source>
        <translation>Only the cases of {name}</translation>
    </message>
    <message numerus="yes">
        <source>只看图上选中的 %n 个案件</source>
        <translation>
            <numerusform>Only the %n case selected on the map</numerusform>
            <numerusform>Only the %n cases selected on the map</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已把 %n 个案件分派给{name}</source>
        <translation>
            <numerusform>%n case assigned to {name}</numerusform>
            <numerusform>%n cases assigned to {name}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>督导</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>看哪一类</source>
        <translation>Which to show</translation>
    </message>
    <message>
        <source>越过规则</source>
        <translation>Rules gone over</translation>
    </message>
    <message>
        <source>查看号码</source>
        <translation>Numbers opened</translation>
    </message>
    <message>
        <source>越过规则的记录</source>
        <translation>Record of rules gone over</translation>
    </message>
    <message>
        <source>没有记录</source>
        <translation>Nothing recorded</translation>
    </message>
    <message>
        <source>催收员越过提醒继续时写下的理由，会列在这里。</source>
        <translation>When a collector goes on in spite of a warning, the reason given is listed here.</translation>
    </message>
    <message>
        <source>做了什么</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>等待答复</source>
        <translation>Waiting for an answer</translation>
    </message>
    <message>
        <source>规则之外</source>
        <translation>Beyond the rules</translation>
    </message>
    <message numerus="yes">
        <source>%n 个求助</source>
        <translation>
            <numerusform>%n call for help</numerusform>
            <numerusform>%n calls for help</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 件等待答复</source>
        <translation>
            <numerusform>%n matter waits for an answer</numerusform>
            <numerusform>%n matters wait for an answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 次越过规则</source>
        <translation>
            <numerusform>%n rule gone over</numerusform>
            <numerusform>%n rules gone over</numerusform>
        </translation>
    </message>
    <message>
        <source>没有要处理的事</source>
        <translation>Nothing to attend to</translation>
    </message>
    <message>
        <source>{who} {moment}：{verb}</source>
        <translation>{who}, {moment}: {verb}</translation>
    </message>
    <message>
        <source>理由：{reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>规则 {rules} · 规则包 {pack}</source>
        <translation>Rules {rules} · rule pack {pack}</translation>
    </message>
</context>
<context>
    <name>TermsForm</name>
    <message>
        <source>还款方式</source>
        <translation>Kind of plan</translation>
    </message>
    <message>
        <source>期数</source>
        <translation>Instalments</translation>
    </message>
    <message>
        <source>期</source>
        <translation>payments</translation>
    </message>
    <message>
        <source>多久一期</source>
        <translation>How often</translation>
    </message>
    <message>
        <source>每月</source>
        <translation>Monthly</translation>
    </message>
    <message>
        <source>每两周</source>
        <translation>Fortnightly</translation>
    </message>
    <message>
        <source>每周</source>
        <translation>Weekly</translation>
    </message>
    <message>
        <source>每季</source>
        <translation>Quarterly</translation>
    </message>
    <message>
        <source>首期还款日</source>
        <translation>First due date</translation>
    </message>
    <message>
        <source>付清日</source>
        <translation>Paid by</translation>
    </message>
    <message>
        <source>付清宽限</source>
        <translation>Days of grace</translation>
    </message>
    <message>
        <source>天</source>
        <translation>days</translation>
    </message>
    <message>
        <source>年利率</source>
        <translation>Yearly rate</translation>
    </message>
    <message>
        <source>展期月数</source>
        <translation>Deferred by</translation>
    </message>
    <message>
        <source>个月</source>
        <translation>months</translation>
    </message>
    <message>
        <source>往期欠息费分摊</source>
        <translation>Arrears of interest and charges spread over</translation>
    </message>
    <message>
        <source>合同 {count} 期</source>
        <translation>contract: {count}</translation>
    </message>
    <message>
        <source>合同 {rate}%</source>
        <translation>contract: {rate}%</translation>
    </message>
    <message>
        <source>前几段</source>
        <translation>First steps</translation>
    </message>
    <message>
        <source>各期</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>共 {sum} 可减</source>
        <translation>{sum} can be waived</translation>
    </message>
    <message>
        <source>往期欠息费 {sum}</source>
        <translation>arrears {sum}</translation>
    </message>
    <message>
        <source>欠息费分摊</source>
        <translation>Spread arrears</translation>
    </message>
</context>
<context>
    <name>TimeEdit</name>
    <message>
        <source>请输入时间，例如 9:30</source>
        <translation>Enter a time, for example 9:30</translation>
    </message>
    <message>
        <source>没有这个时间</source>
        <translation>There is no such time</translation>
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
    <name>TodayPage</name>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>今日各站的位置</source>
        <translation>Where today&apos;s stops are</translation>
    </message>
    <message>
        <source>上次以来的变化</source>
        <translation>Since the last look</translation>
    </message>
    <message>
        <source>没有新的变化。</source>
        <translation>Nothing new.</translation>
    </message>
    <message>
        <source>都看过了</source>
        <translation>I have read it</translation>
    </message>
    <message>
        <source>还要收尾</source>
        <translation>Left to finish</translation>
    </message>
    <message>
        <source>没有未完成的事。</source>
        <translation>Nothing is left to finish.</translation>
    </message>
    <message>
        <source>今天没有要走访的案件</source>
        <translation>No visits to make today</translation>
    </message>
    <message>
        <source>没有到期的承诺、方案和期限，也没有逾期未走访的案件。</source>
        <translation>No promise, plan or deadline is due, and no overdue case is waiting for a visit.</translation>
    </message>
    <message>
        <source>查看全部案件</source>
        <translation>See all cases</translation>
    </message>
    <message>
        <source>名下还没有案件</source>
        <translation>No cases are assigned to you yet</translation>
    </message>
    <message>
        <source>主管分配后，同步时会出现在这里。</source>
        <translation>Once your supervisor assigns some, they appear here with the next sync.</translation>
    </message>
    <message>
        <source>重新排程</source>
        <translation>Plan again</translation>
    </message>
    <message>
        <source>打印日程</source>
        <translation>Print the day</translation>
    </message>
    <message>
        <source>排好今天</source>
        <translation>Plan today</translation>
    </message>
    <message>
        <source>已调整顺序：{price}</source>
        <translation>Order changed: {price}</translation>
    </message>
    <message>
        <source>{name}今日不去</source>
        <translation>{name}: not today</translation>
    </message>
    <message>
        <source>已加入今日</source>
        <translation>Added to today</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>还没有位置的案件</source>
        <translation>Cases without a place yet</translation>
    </message>
    <message>
        <source>继续外访</source>
        <translation>Continue visit</translation>
    </message>
    <message>
        <source>开始第 {number} 站</source>
        <translation>Start stop {number}</translation>
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
    <name>Tray</name>
    <message>
        <source>催收外访</source>
        <translation>FieldApp</translation>
    </message>
    <message>
        <source>没有等待处理的</source>
        <translation>Nothing waits</translation>
    </message>
    <message>
        <source>打开窗口</source>
        <translation>Open the window</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>退出登录</source>
        <translation>Sign out</translation>
    </message>
</context>
<context>
    <name>TypedPlace</name>
    <message>
        <source>经纬度</source>
        <translation>Coordinates</translation>
    </message>
    <message>
        <source>粘贴坐标或地图链接，例如 120.585300, 31.298900</source>
        <translation>Paste coordinates or a map link, for example 120.585300, 31.298900</translation>
    </message>
    <message>
        <source>GPS（WGS-84）</source>
        <translation>GPS (WGS-84)</translation>
    </message>
    <message>
        <source>高德、腾讯（GCJ-02）</source>
        <translation>AMap, Tencent (GCJ-02)</translation>
    </message>
    <message>
        <source>百度（BD-09）</source>
        <translation>Baidu (BD-09)</translation>
    </message>
    <message>
        <source>坐标从哪里来</source>
        <translation>Where the coordinates are from</translation>
    </message>
    <message>
        <source>先写的是纬度，已按“纬度, 经度”读。</source>
        <translation>The latitude came first; read as “lat, lon”.</translation>
    </message>
    <message>
        <source>链接里的坐标是 {datum}。</source>
        <translation>The link&apos;s coordinates are {datum}.</translation>
    </message>
    <message>
        <source>这个位置不在中国境内，请再看一遍。</source>
        <translation>This is not in China; please look again.</translation>
    </message>
    <message>
        <source>小数位数少，只准到约 {far}。</source>
        <translation>Few decimals: exact to about {far} only.</translation>
    </message>
</context>
<context>
    <name>Validity</name>
    <message>
        <source>正在核验签名…</source>
        <translation>Verifying the signatures…</translation>
    </message>
    <message>
        <source>文件指纹 SHA-256 {digest}…</source>
        <translation>File fingerprint SHA-256 {digest}…</translation>
    </message>
    <message>
        <source>{role} {name}（工号 {number}）</source>
        <translation>{role} {name} (staff no. {number})</translation>
    </message>
    <message>
        <source>{who}{when} 的数字签名与现在的文件不符</source>
        <translation>The digital signature of the {who}, {when}, does not fit the file as it is now</translation>
    </message>
    <message>
        <source>{who}{when} 数字签名，此后没有改动；证书在这里不能证实</source>
        <translation>Signed digitally by the {who}, {when}; unchanged since; the certificate cannot be proved here</translation>
    </message>
    <message>
        <source>{who}{when} 数字签名，此后没有改动，证书由办公室签发</source>
        <translation>{who} sealed it digitally, {when}; unchanged since, certificate issued by the office</translation>
    </message>
    <message>
        <source>{who} 手写签名，笔迹已随文件封存</source>
        <translation>Signed by hand by the {who}; the handwriting is sealed in the file</translation>
    </message>
    <message>
        <source>{who} 拒绝签名：{reason}</source>
        <translation>{who} refused to sign: {reason}</translation>
    </message>
    <message>
        <source>{who} 没有手写签名</source>
        <translation>No handwritten signature of the {who}</translation>
    </message>
    <message>
        <source>已宣读全文</source>
        <translation>read aloud in full</translation>
    </message>
    <message>
        <source>方案已退回修改，这份文书不会生效</source>
        <translation>The plan was returned to be changed; this paper will not come into force</translation>
    </message>
    <message>
        <source>方案已被否决，这份文书不生效</source>
        <translation>The plan was rejected; this paper is not in force</translation>
    </message>
    <message>
        <source>方案已由提出人撤回，这份文书不生效</source>
        <translation>The plan was withdrawn by its proposer; this paper is not in force</translation>
    </message>
    <message>
        <source>方案已被新的方案取代，以新文书为准</source>
        <translation>The plan was replaced by a newer one, whose paper counts</translation>
    </message>
    <message>
        <source>方案已生效，按这份文书履行</source>
        <translation>The plan is in force and is performed by this paper</translation>
    </message>
    <message>
        <source>还没有{role}的数字签名，文书尚未生效</source>
        <translation>The digital signature of the {role} is still to come; not in force yet</translation>
    </message>
</context>
<context>
    <name>VerifyPaper</name>
    <message>
        <source>核验文书</source>
        <translation>Verify a document</translation>
    </message>
    <message>
        <source>任何人拿来的还款计划书都可以在这里核验：是否完整、谁签的、签后有没有改动。文件只在本机读取。</source>
        <translation>Any repayment plan that somebody brings can be verified here: whether it is whole, who signed it, and whether it was changed since. The file is read on this laptop only.</translation>
    </message>
    <message>
        <source>选择 PDF 文件…</source>
        <translation>Choose a PDF file…</translation>
    </message>
    <message>
        <source>正在核验…</source>
        <translation>Verifying…</translation>
    </message>
    <message>
        <source>选择要核验的文书</source>
        <translation>Choose the document to verify</translation>
    </message>
</context>
<context>
    <name>VisitForm</name>
    <message>
        <source>已出示工作证件和委托授权</source>
        <translation>Staff card and authorisation shown</translation>
    </message>
    <message>
        <source>所见所谈</source>
        <translation>Seen and said</translation>
    </message>
    <message>
        <source>看到什么、谈了什么，只写事实，不写评价</source>
        <translation>What you saw and what was said: facts only, no judgement</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Please choose</translation>
    </message>
    <message>
        <source>到场</source>
        <translation>Arrival</translation>
    </message>
    <message>
        <source>经营场所</source>
        <translation>Premises</translation>
    </message>
    <message>
        <source>同行人</source>
        <translation>Companion</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>见到谁，结果如何</source>
        <translation>Who was met, and the outcome</translation>
    </message>
    <message>
        <source>上次：{value}</source>
        <translation>Last: {value}</translation>
    </message>
    <message>
        <source>原记录：{value}</source>
        <translation>As recorded: {value}</translation>
    </message>
    <message>
        <source>更正的原因</source>
        <translation>Reason for the correction</translation>
    </message>
    <message>
        <source>哪里记错了，为什么</source>
        <translation>What was recorded wrongly, and why</translation>
    </message>
    <message>
        <source>原来的记录不会改动，更正后的记录和它并排显示。</source>
        <translation>The first record stays as it is; the corrected one is shown beside it.</translation>
    </message>
    <message numerus="yes">
        <source>还可写 %n 字</source>
        <translation>
            <numerusform>%n character left</numerusform>
            <numerusform>%n characters left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>超出 %n 字</source>
        <translation>
            <numerusform>%n character too many</numerusform>
            <numerusform>%n characters too many</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>外访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>更正外访</source>
        <translation>Correct a visit</translation>
    </message>
    <message>
        <source>正在打开外访…</source>
        <translation>Opening the visit…</translation>
    </message>
    <message>
        <source>正在保存外访…</source>
        <translation>Saving the visit…</translation>
    </message>
    <message>
        <source>这次外访已放弃，没有留下记录</source>
        <translation>The visit was discarded; nothing is recorded</translation>
    </message>
    <message>
        <source>这次更正已放弃</source>
        <translation>The correction was discarded</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>已到达 {time}</source>
        <translation>Arrived {time}</translation>
    </message>
    <message>
        <source>离开并完成</source>
        <translation>Leave and finish</translation>
    </message>
    <message>
        <source>保存更正</source>
        <translation>Save correction</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>还差：{names}。填好后再离开。</source>
        <translation>Still missing: {names}. Please fill in before you leave.</translation>
    </message>
    <message>
        <source>有的内容填得不对，原因写在那一项下面。</source>
        <translation>Something is not filled in right; the reason stands below it.</translation>
    </message>
    <message>
        <source>照片还在处理，处理完就可以离开。</source>
        <translation>Photos are still being worked on; you can leave once they are done.</translation>
    </message>
    <message>
        <source>外访已保存，联网后自动发送</source>
        <translation>Visit saved; it is sent by itself once online</translation>
    </message>
    <message>
        <source>更正已保存，原记录仍在</source>
        <translation>Correction saved; the first record stays</translation>
    </message>
    <message>
        <source>草稿未存</source>
        <translation>Draft not saved</translation>
    </message>
    <message>
        <source>草稿已存</source>
        <translation>Draft saved</translation>
    </message>
    <message numerus="yes">
        <source>草稿已存 %n 秒前</source>
        <translation>
            <numerusform>Draft saved %n second ago</numerusform>
            <numerusform>Draft saved %n seconds ago</numerusform>
        </translation>
    </message>
    <message>
        <source>草稿已存 {when}</source>
        <translation>Draft saved {when}</translation>
    </message>
    <message>
        <source>同行：{name}</source>
        <translation>With {name}</translation>
    </message>
    <message>
        <source>工作证已出示</source>
        <translation>Work card shown</translation>
    </message>
</context>
<context>
    <name>VoucherCard</name>
    <message>
        <source>付款凭证</source>
        <translation>Proof of payment</translation>
    </message>
    <message>
        <source>有关材料</source>
        <translation>Papers that go with it</translation>
    </message>
    <message>
        <source>添加照片</source>
        <translation>Add photos</translation>
    </message>
    <message>
        <source>回单、转账截图或收据的照片。也可以把文件拖到这一页上。原件留在原处，这里另存一份加密的。</source>
        <translation>Photos of slips, transfers or receipts; files can be dropped on this page too. The originals stay where they are, an encrypted copy is kept here.</translation>
    </message>
    <message>
        <source>照片和文件 (*.jpg *.jpeg *.png *.webp *.heic *.pdf)</source>
        <translation>Photos and files (*.jpg *.jpeg *.png *.webp *.heic *.pdf)</translation>
    </message>
    <message>
        <source>不附 {name}</source>
        <translation>Leave out {name}</translation>
    </message>
</context>
<context>
    <name>Waiver</name>
    <message>
        <source>不减</source>
        <translation>None</translation>
    </message>
    <message>
        <source>免半</source>
        <translation>Half</translation>
    </message>
    <message>
        <source>全免</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>我就在这里</source>
        <translation>I am here</translation>
    </message>
    <message>
        <source>取定位，我就在这里</source>
        <translation>Use this laptop&apos;s location: I am here</translation>
    </message>
    <message>
        <source>从照片</source>
        <translation>From a photo</translation>
    </message>
    <message>
        <source>用照片记录的位置</source>
        <translation>Use the place recorded in a photo</translation>
    </message>
    <message>
        <source>输入坐标</source>
        <translation>Type coordinates</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>用示意图</source>
        <translation>Use the sketch</translation>
    </message>
    <message>
        <source>用地图</source>
        <translation>Use the map</translation>
    </message>
    <message>
        <source>在线查询（{name}）</source>
        <translation>Ask {name} online</translation>
    </message>
    <message>
        <source>只发送这个地址，不发送姓名和案件</source>
        <translation>Only the address is sent, no name and no case</translation>
    </message>
    <message>
        <source>照片记录的位置</source>
        <translation>Place recorded in the photo</translation>
    </message>
    <message>
        <source>用“{name}”的位置（{case}）</source>
        <translation>Use the place of “{name}” ({case})</translation>
    </message>
    <message>
        <source>同一地址的案件 {case} 的位置</source>
        <translation>Place of case {case} at the same address</translation>
    </message>
    <message>
        <source>正在定位，最多二十秒…</source>
        <translation>Locating, up to twenty seconds…</translation>
    </message>
    <message>
        <source>本机定位</source>
        <translation>This laptop&apos;s location</translation>
    </message>
    <message>
        <source>{why}。可以用别的办法标注。</source>
        <translation>{why}. Mark the place in another way.</translation>
    </message>
    <message>
        <source>选一张在门口拍的照片</source>
        <translation>Choose a photo taken at the door</translation>
    </message>
    <message>
        <source>照片 ({patterns})</source>
        <translation>Photos ({patterns})</translation>
    </message>
</context>
<context>
    <name>WhyRow</name>
    <message>
        <source>不做了</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>请写明原因</source>
        <translation>Please give the reason</translation>
    </message>
</context>
<context>
    <name>WorthCard</name>
    <message>
        <source>对贷方值多少</source>
        <translation>What it is worth to the lender</translation>
    </message>
    <message>
        <source>预期现值：每条路将来能收回的钱，按收回的可能和年折现率折成今天的价值，再减去要花的费用。只供参考，由人决定。</source>
        <translation>Expected present value: what each way brings in, weighted by its chance and discounted to today, less what it costs. It advises; people decide.</translation>
    </message>
    <message>
        <source>预期现值</source>
        <translation>Expected present value</translation>
    </message>
    <message>
        <source>哪个假设会改变结论？</source>
        <translation>Which assumption would change it?</translation>
    </message>
    <message>
        <source>比{other}预期多收回 {sum}。</source>
        <translation>Expected to bring in {sum} more than {other}.</translation>
    </message>
    <message>
        <source>比{other}预期少收回 {sum}。</source>
        <translation>Expected to bring in {sum} less than: {other}.</translation>
    </message>
    <message>
        <source>同今天就全额收回 {payoff} 相比，代价是 {cost}；起诉要先付诉讼费 {fee}。</source>
        <translation>Against {payoff} on the table today it costs {cost}. Suing costs a court fee of {fee} first.</translation>
    </message>
    <message>
        <source>单独改动任何一个假设，最好的那条路都不变。</source>
        <translation>No single assumption would put another way first.</translation>
    </message>
    <message>
        <source>若“{name}”由 {now} 变为 {then}，最好的就变成“{way}”。</source>
        <translation>If “{name}” went from {now} to {then}, the best way would be: {way}.</translation>
    </message>
    <message>
        <source>正在逐个试算…</source>
        <translation>Trying each of them…</translation>
    </message>
    <message>
        <source>收起假设</source>
        <translation>Hide the assumptions</translation>
    </message>
    <message>
        <source>根据哪些假设</source>
        <translation>On which assumptions</translation>
    </message>
    <message>
        <source>把握低</source>
        <translation>low confidence</translation>
    </message>
    <message>
        <source>自定</source>
        <translation>own policy</translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>第 {number} 期</source>
        <translation>instalment {number}</translation>
    </message>
</context>
<context>
    <name>_DropPlace</name>
    <message>
        <source>把 PDF 文件拖到这里，或者</source>
        <translation>Drop a PDF file here, or</translation>
    </message>
</context>
<context>
    <name>_OrphanPart</name>
    <message>
        <source>确定丢弃吗？已填写的内容会从本机删除，不能恢复。</source>
        <translation>Discard it? What was filled in is deleted from this laptop and cannot be brought back.</translation>
    </message>
    <message>
        <source>丢弃草稿</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>确定丢弃</source>
        <translation>Yes, discard</translation>
    </message>
    <message>
        <source>先留着</source>
        <translation>Keep it</translation>
    </message>
</context>
<context>
    <name>_Photo</name>
    <message>
        <source>这张照片的内容无法显示，可以另存副本后再看。</source>
        <translation>This photo cannot be shown here; save a copy to look at it.</translation>
    </message>
</context>
<context>
    <name>_Removing</name>
    <message>
        <source>移除…</source>
        <translation>Remove…</translation>
    </message>
    <message>
        <source>移除离线地图 {name}</source>
        <translation>Remove the offline map {name}</translation>
    </message>
    <message>
        <source>移除后要用时需重新下载。</source>
        <translation>To use it again you would have to download it again.</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>确认移除 {name}</source>
        <translation>Yes, remove {name}</translation>
    </message>
    <message>
        <source>保留</source>
        <translation>Keep</translation>
    </message>
</context>
<context>
    <name>_StepRow</name>
    <message>
        <source>第 {number} 段期数</source>
        <translation>Step {number}: instalments</translation>
    </message>
    <message>
        <source>期</source>
        <translation>instalments</translation>
    </message>
    <message>
        <source>第 {number} 段每期</source>
        <translation>Step {number}: each instalment</translation>
    </message>
    <message>
        <source>去掉第 {number} 段</source>
        <translation>Remove step {number}</translation>
    </message>
    <message>
        <source>每期</source>
        <translation>each</translation>
    </message>
</context>
<context>
    <name>_View</name>
    <message>
        <source>约定的各期</source>
        <translation>Rows as agreed</translation>
    </message>
</context>
<context>
    <name>case_card</name>
    <message>
        <source>无登记</source>
        <translation>nothing</translation>
    </message>
</context>
<context>
    <name>case_lines</name>
    <message>
        <source>暂无待办</source>
        <translation>Nothing to do for now</translation>
    </message>
    <message>
        <source>{when} · 电话或信息</source>
        <translation>{when} · call or message</translation>
    </message>
    <message>
        <source>从未走访</source>
        <translation>Never visited</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>异议核实中</source>
        <translation>Dispute being checked</translation>
    </message>
    <message>
        <source>投诉处理中</source>
        <translation>Complaint being handled</translation>
    </message>
    <message>
        <source>困难核实中</source>
        <translation>Hardship being checked</translation>
    </message>
    <message>
        <source>付款核实中</source>
        <translation>Payment being checked</translation>
    </message>
    <message>
        <source>今日 {time}</source>
        <translation>Today {time}</translation>
    </message>
    <message>
        <source>昨日</source>
        <translation>Yesterday</translation>
    </message>
    <message numerus="yes">
        <source>%n 天前</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message>
        <source>{who}，{late}，{owed}，{why}</source>
        <translation>{who}, {late}, {owed}, {why}</translation>
    </message>
</context>
<context>
    <name>cash_lines</name>
    <message>
        <source>第 {number} 期</source>
        <translation>instalment {number}</translation>
    </message>
    <message>
        <source>第 {first}–{last} 期</source>
        <translation>instalments {first}–{last}</translation>
    </message>
</context>
<context>
    <name>conflict_cards</name>
    <message>
        <source>打开案件</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>等主管决定</source>
        <translation>Waits for the supervisor</translation>
    </message>
    <message>
        <source>你写的</source>
        <translation>You wrote</translation>
    </message>
    <message>
        <source>同事的提议</source>
        <translation>A colleague proposes</translation>
    </message>
    <message>
        <source>现在的</source>
        <translation>At present</translation>
    </message>
    <message>
        <source>你要做的</source>
        <translation>What you wanted</translation>
    </message>
    <message>
        <source>现在的情况</source>
        <translation>How it is now</translation>
    </message>
    <message>
        <source>因为它依据的“{what}”没有被接收。</source>
        <translation>Because “{what}”, which it builds on, was not accepted.</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>据此重新记录</source>
        <translation>Record again from this</translation>
    </message>
    <message>
        <source>收回我的</source>
        <translation>Take mine back</translation>
    </message>
    <message>
        <source>用我的</source>
        <translation>Use mine</translation>
    </message>
    <message>
        <source>用现在的</source>
        <translation>Keep the present one</translation>
    </message>
</context>
<context>
    <name>conflicts</name>
    <message>
        <source>（没有填写）</source>
        <translation>(nothing yet)</translation>
    </message>
    <message>
        <source>案件已由别的同事负责</source>
        <translation>A colleague has the case now</translation>
    </message>
    <message>
        <source>已处理：采用了你写的（{who}）。</source>
        <translation>Settled: what you wrote was taken ({who}).</translation>
    </message>
    <message>
        <source>已处理：保留了现有的值。</source>
        <translation>Settled: the present value stays.</translation>
    </message>
    <message>
        <source>没有这条记录</source>
        <translation>There is no such record</translation>
    </message>
    <message>
        <source>方案{state}</source>
        <translation>Plan: {state}</translation>
    </message>
    <message>
        <source>自 {moment} 起</source>
        <translation>since {moment}</translation>
    </message>
    <message>
        <source>已交主管决定。决定之前，案件上显示现有的值；你可以收回提议。</source>
        <translation>Left to the supervisor. Until then the case shows the present value; you may take your proposal back.</translation>
    </message>
    <message>
        <source>同事写的时候，这一项已被改过，所以存为提议，等你决定。</source>
        <translation>This had been changed before the colleague wrote, so it is kept as a proposal for you to decide.</translation>
    </message>
    <message>
        <source>已不在本机的案件</source>
        <translation>A case no longer on this laptop</translation>
    </message>
    <message>
        <source>服务器暂时读不懂，先替你保管着。</source>
        <translation>The server cannot read it yet and keeps it safe meanwhile.</translation>
    </message>
    <message>
        <source>前一条记录未被接收</source>
        <translation>an earlier record that was not accepted</translation>
    </message>
</context>
<context>
    <name>custody_text</name>
    <message>
        <source>保管回执</source>
        <translation>Custody receipt</translation>
    </message>
    <message>
        <source>使用人：{name}（{no}）</source>
        <translation>User: {name} ({no})</translation>
    </message>
    <message>
        <source>电脑：{device}</source>
        <translation>Laptop: {device}</translation>
    </message>
    <message>
        <source>时间：{moment}</source>
        <translation>Time: {moment}</translation>
    </message>
    <message numerus="yes">
        <source>文件（%n 个）</source>
        <translation>
            <numerusform>Files (%n)</numerusform>
            <numerusform>Files (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>记录（%n 条）</source>
        <translation>
            <numerusform>Records (%n)</numerusform>
            <numerusform>Records (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>“办公室已核对”和“已在备份中”以服务器的时钟为准。这份回执没有签名，只供核对。</source>
        <translation>“Checked by the office” and “In the backup” go by the office&apos;s clock. This receipt is not signed; it is for comparing only.</translation>
    </message>
</context>
<context>
    <name>day</name>
    <message numerus="yes">
        <source>%n 站</source>
        <translation>
            <numerusform>%n stop</numerusform>
            <numerusform>%n stops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>共 %n 个案件</source>
        <translation>
            <numerusform>%n case in all</numerusform>
            <numerusform>%n cases in all</numerusform>
        </translation>
    </message>
    <message>
        <source>今日应还合计 {sum}</source>
        <translation>owed today in all {sum}</translation>
    </message>
    <message numerus="yes">
        <source>%n 个没排进</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 次外访未完成</source>
        <translation>
            <numerusform>%n visit unfinished</numerusform>
            <numerusform>%n visits unfinished</numerusform>
        </translation>
    </message>
    <message>
        <source>顺路：离{name}约 {way}</source>
        <translation>On the way: about {way} from {name}</translation>
    </message>
    <message>
        <source>自己排入今日</source>
        <translation>Put in by yourself</translation>
    </message>
    <message>
        <source>{count} 米</source>
        <translation>{count} m</translation>
    </message>
    <message>
        <source>{count} 公里</source>
        <translation>{count} km</translation>
    </message>
    <message numerus="yes">
        <source>%n 分钟</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 小时</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} 小时 {minutes} 分</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>晚 {time}结束</source>
        <translation>ends {time} later</translation>
    </message>
    <message>
        <source>早 {time}结束</source>
        <translation>ends {time} earlier</translation>
    </message>
    <message>
        <source>多超时 {time}</source>
        <translation>{time} more overtime</translation>
    </message>
    <message>
        <source>{names}赶不上</source>
        <translation>too late for {names}</translation>
    </message>
    <message>
        <source>路程不变</source>
        <translation>The way stays as long</translation>
    </message>
    <message>
        <source>多 {way}</source>
        <translation>{way} more</translation>
    </message>
    <message>
        <source>少 {way}</source>
        <translation>{way} less</translation>
    </message>
    <message>
        <source>多 {way}，约 {time}</source>
        <translation>{way} more, about {time}</translation>
    </message>
    <message>
        <source>少 {way}，约 {time}</source>
        <translation>{way} less, about {time}</translation>
    </message>
    <message>
        <source>今天没有排进的站</source>
        <translation>No stop is in today</translation>
    </message>
    <message>
        <source>预计 {time} 结束，比收工晚 {span}，偏紧</source>
        <translation>Ends {time}, {span} after hours: tight</translation>
    </message>
    <message>
        <source>预计 {time} 结束，比收工晚 {span}，走不完</source>
        <translation>Ends {time}, {span} after hours: too much for one day</translation>
    </message>
    <message>
        <source>宽松</source>
        <translation>easy</translation>
    </message>
    <message>
        <source>刚好</source>
        <translation>just right</translation>
    </message>
    <message>
        <source>预计 {time} 结束，余 {span}，{kind}</source>
        <translation>Ends {time}, {span} left: {kind}</translation>
    </message>
    <message numerus="yes">
        <source>照这个次序走完要到 {last}，{ends} 前走得完 %n 站。排好今天：按允许的时段和路程挑出走得完的站。</source>
        <translation>
            <numerusform>This order goes on until {last}; %n stop is done by {ends}. Plan today: it picks the stops that fit, by permitted hours and ways.</numerusform>
            <numerusform>This order goes on until {last}; %n stops are done by {ends}. Plan today: it picks the stops that fit, by permitted hours and ways.</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} 出发即可</source>
        <translation>leave at {time}</translation>
    </message>
</context>
<context>
    <name>day_why</name>
    <message>
        <source>照现在的进度 {time} 才到，已过可去的时间</source>
        <translation>at this pace you arrive at {time}, after the permitted hours</translation>
    </message>
    <message>
        <source>约好 {hours}</source>
        <translation>agreed for {hours}</translation>
    </message>
    <message>
        <source>照这个次序 {time} 才到，赶不上</source>
        <translation>in this order you arrive at {time}, too late</translation>
    </message>
    <message>
        <source>约好 {hours}，照现在的进度 {time} 才到，赶不上</source>
        <translation>agreed for {hours}; at this pace you arrive at {time}, too late</translation>
    </message>
    <message>
        <source>你锁定在 {time}</source>
        <translation>you locked it at {time}</translation>
    </message>
    <message>
        <source>你锁定了次序</source>
        <translation>you locked its place</translation>
    </message>
    <message>
        <source>避开 {hours}：以前那时没人或没开门</source>
        <translation>not {hours}: nobody there or closed then before</translation>
    </message>
    <message>
        <source>上次外访约定今天再来</source>
        <translation>agreed at the last visit to come today</translation>
    </message>
    <message>
        <source>午休后 {time} 开始</source>
        <translation>after lunch, from {time}</translation>
    </message>
    <message>
        <source>等 {span}，{time} 起可以去</source>
        <translation>wait {span}: possible from {time}</translation>
    </message>
    <message>
        <source>位置只到约 {way}内，路上按 {span}估；请先确认位置</source>
        <translation>The place is known to about {way} only; {span} reckoned for the way; confirm the place first</translation>
    </message>
    <message>
        <source>上一站位置未知，路上按 {span}估</source>
        <translation>place of the stop before not known: {span} assumed</translation>
    </message>
    <message>
        <source>位置未知，路上按 {span}估</source>
        <translation>place not known: {span} assumed</translation>
    </message>
    <message>
        <source>就在上一站旁边</source>
        <translation>right beside the stop before</translation>
    </message>
    <message>
        <source>今天余下的第一站</source>
        <translation>first of what is left today</translation>
    </message>
    <message>
        <source>离上一站 {way}，路上 {span}</source>
        <translation>{way} from the stop before, {span}</translation>
    </message>
    <message>
        <source>路上 {way}，{span}</source>
        <translation>{way} on the road, {span}</translation>
    </message>
    <message>
        <source>位置只到约 {way}内</source>
        <translation>place known within about {way}</translation>
    </message>
    <message>
        <source>策略的下一步是“{step}”，不是外访。</source>
        <translation>The playbook&apos;s next step is “{step}”, not a visit.</translation>
    </message>
    <message>
        <source>约好的 {hours} 已经过了，或不在允许的时段里。</source>
        <translation>The agreed {hours} is over, or not within the permitted hours.</translation>
    </message>
    <message>
        <source>离收工（{time}）已不够走访一站。</source>
        <translation>Not enough time left for a visit before the day ends ({time}).</translation>
    </message>
    <message>
        <source>今天剩下的时间里，没有既允许又开门的时段。</source>
        <translation>No hour left today is both permitted and open.</translation>
    </message>
    <message>
        <source>就算只去这一处，也赶不回来。</source>
        <translation>Even alone it could not be reached and left in time.</translation>
    </message>
    <message>
        <source>约定的时间和别的约定冲突，两处赶不到。</source>
        <translation>The agreed time clashes with another one.</translation>
    </message>
    <message>
        <source>今天排满了，排进去的都更要紧。</source>
        <translation>The day is full; the stops in it are more urgent.</translation>
    </message>
    <message>
        <source>还赶得到，但你锁定的次序没给它留位置。</source>
        <translation>It could be reached, but the order you locked leaves no place for it.</translation>
    </message>
    <message>
        <source>是人工移出的，时间其实够用。</source>
        <translation>It was left out by hand; there would be time for it.</translation>
    </message>
    <message>
        <source>到时不能去</source>
        <translation>Not permitted then</translation>
    </message>
    <message>
        <source>绕路太远，专程去不划算。</source>
        <translation>Too far out of the way for one visit.</translation>
    </message>
    <message>
        <source>专程去要多花 {span}，不划算。</source>
        <translation>It would take {span} more, too much for one visit.</translation>
    </message>
    <message>
        <source>{time} 没人在</source>
        <translation>nobody there at {time}</translation>
    </message>
    <message>
        <source>按直线路程估算</source>
        <translation>estimated along the straight line</translation>
    </message>
    <message numerus="yes">
        <source>%n 站位置未知，按估计</source>
        <translation>
            <numerusform>place of %n stop not known, estimated</numerusform>
            <numerusform>places of %n stops not known, estimated</numerusform>
        </translation>
    </message>
    <message>
        <source>按路网“{name}”</source>
        <translation>by the roads of “{name}”</translation>
    </message>
    <message numerus="yes">
        <source>%n 处离路网太远，按直线</source>
        <translation>
            <numerusform>%n place far from its roads, straight line</numerusform>
            <numerusform>%n places far from its roads, straight line</numerusform>
        </translation>
    </message>
    <message>
        <source>路程未知</source>
        <translation>ways not known</translation>
    </message>
    <message>
        <source>没有路网：直线 × {detour}，{kmh} 公里/时</source>
        <translation>no road network: straight line × {detour} at {kmh} km/h</translation>
    </message>
</context>
<context>
    <name>field_happenings</name>
    <message>
        <source>电话</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>短信</source>
        <translation>Text message</translation>
    </message>
    <message>
        <source>消息</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>信函</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>通话 {minutes}</source>
        <translation>Spoken {minutes}</translation>
    </message>
    <message>
        <source>对方表示不愿再被联系</source>
        <translation>asked not to be contacted again</translation>
    </message>
    <message>
        <source>接通</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>未接通</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>已发出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>确认了{kind}的位置</source>
        <translation>Place of the {kind} confirmed</translation>
    </message>
    <message>
        <source>更正{kind}</source>
        <translation>{kind} corrected</translation>
    </message>
    <message>
        <source>撤回了{kind}的位置</source>
        <translation>Pin of the {kind} taken back</translation>
    </message>
    <message>
        <source>人</source>
        <translation>person</translation>
    </message>
    <message>
        <source>电话号码</source>
        <translation>number</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>address</translation>
    </message>
    <message>
        <source>经营场所</source>
        <translation>business address</translation>
    </message>
    <message>
        <source>新增{kind}：{value}</source>
        <translation>New {kind}: {value}</translation>
    </message>
    <message>
        <source>{kind}已不再有效：{value}</source>
        <translation>No longer valid, {kind}: {value}</translation>
    </message>
    <message>
        <source>更正{kind}：{value}</source>
        <translation>Corrected {kind}: {value}</translation>
    </message>
    <message>
        <source>收取现金 {sum} · 收据 {number}</source>
        <translation>Cash {sum} · receipt {number}</translation>
    </message>
    <message>
        <source>未缴存</source>
        <translation>Not deposited</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>已缴存</source>
        <translation>Deposited</translation>
    </message>
    <message>
        <source>缴存现金 {sum} · 缴款单 {slip}</source>
        <translation>Deposited {sum} · slip {slip}</translation>
    </message>
    <message>
        <source>查看了{name}的号码</source>
        <translation>Looked at {name}&apos;s number</translation>
    </message>
    <message>
        <source>说明理由后继续：{verb} · {name}</source>
        <translation>Went on with a reason: {verb} · {name}</translation>
    </message>
    <message>
        <source>理由：{reason}（{rules}）</source>
        <translation>Reason: {reason} ({rules})</translation>
    </message>
    <message>
        <source>外访已结束</source>
        <translation>the visit was ended</translation>
    </message>
    <message>
        <source>请求支援</source>
        <translation>Help was asked for</translation>
    </message>
    <message numerus="yes">
        <source>照片 %n 张</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>录音 %n 段</source>
        <translation>
            <numerusform>%n recording</numerusform>
            <numerusform>%n recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>文件 %n 份</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>其他附件 %n 个</source>
        <translation>
            <numerusform>%n other file</numerusform>
            <numerusform>%n other files</numerusform>
        </translation>
    </message>
    <message>
        <source>案件卡片 · {field}</source>
        <translation>Case card · {field}</translation>
    </message>
</context>
<context>
    <name>foot</name>
    <message>
        <source>设置，已登录：{who}</source>
        <translation>Signed in: {who}</translation>
    </message>
    <message numerus="yes">
        <source>待发送 %n 项</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 项未被接收</source>
        <translation>
            <numerusform>%n not accepted</numerusform>
            <numerusform>%n not accepted</numerusform>
        </translation>
    </message>
    <message>
        <source>现金 {sum}</source>
        <translation>Cash {sum}</translation>
    </message>
    <message>
        <source>已过缴存期限</source>
        <translation>overdue to be paid in</translation>
    </message>
    <message>
        <source>{when} 前缴存</source>
        <translation>to be paid in by {when}</translation>
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
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>{main}（{note}）</source>
        <translation>{main} ({note})</translation>
    </message>
    <message>
        <source>{name}：{told}</source>
        <translation>{name}: {told}</translation>
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
<context>
    <name>frame</name>
    <message>
        <source>催收
外访</source>
        <translation>Field
App</translation>
    </message>
    <message>
        <source>催收外访</source>
        <translation>FieldApp</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>冲突台</source>
        <translation>Conflict desk</translation>
    </message>
    <message>
        <source>查看未被接收的记录</source>
        <translation>Show what was not accepted</translation>
    </message>
    <message>
        <source>退出登录</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>锁定屏幕</source>
        <translation>Lock the screen</translation>
    </message>
    <message>
        <source>换人登录</source>
        <translation>Sign in as somebody else</translation>
    </message>
    <message>
        <source>去{place}</source>
        <translation>go to {place}</translation>
    </message>
    <message>
        <source>离线地图</source>
        <translation>Offline maps</translation>
    </message>
    <message>
        <source>现金与缴存</source>
        <translation>Cash and paying in</translation>
    </message>
    <message>
        <source>待确认位置</source>
        <translation>Places to confirm</translation>
    </message>
    <message>
        <source>显示快捷键</source>
        <translation>Show the keyboard shortcuts</translation>
    </message>
    <message>
        <source>再看一遍说过的消息</source>
        <translation>Read messages again</translation>
    </message>
    <message>
        <source>浅色外观</source>
        <translation>Light appearance</translation>
    </message>
    <message>
        <source>深色外观</source>
        <translation>Dark appearance</translation>
    </message>
    <message>
        <source>放大文字</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>缩小文字</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>随处可用</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>主管</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>催收员</source>
        <translation>Collector</translation>
    </message>
    <message>
        <source>练习</source>
        <translation>Practice</translation>
    </message>
</context>
<context>
    <name>happenings</name>
    <message>
        <source>外访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>联系</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>承诺</source>
        <translation>Promises</translation>
    </message>
    <message>
        <source>还款</source>
        <translation>Payments</translation>
    </message>
    <message>
        <source>现金</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Plans</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matters</translation>
    </message>
    <message>
        <source>人与场所</source>
        <translation>People and places</translation>
    </message>
    <message>
        <source>合规</source>
        <translation>Conduct</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>卡片</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>未被接收</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>外访 · {met} · {outcome}</source>
        <translation>Visit · {met} · {outcome}</translation>
    </message>
    <message>
        <source>更正这次外访</source>
        <translation>Put this visit right</translation>
    </message>
    <message>
        <source>已于 {when} 更正</source>
        <translation>Corrected {when}</translation>
    </message>
    <message>
        <source>更正后的记录</source>
        <translation>Corrected record</translation>
    </message>
    <message>
        <source>{names}前往</source>
        <translation>Visited by {names}</translation>
    </message>
    <message>
        <source>更正原因：{reason}</source>
        <translation>Corrected because: {reason}</translation>
    </message>
    <message>
        <source>承诺 {day} 还 {sum}</source>
        <translation>Promised {sum} for {day}</translation>
    </message>
    <message>
        <source>渠道：{channel}</source>
        <translation>channel: {channel}</translation>
    </message>
    <message>
        <source>已到账 {sum}</source>
        <translation>received {sum}</translation>
    </message>
    <message>
        <source>还款 {sum}</source>
        <translation>Payment {sum}</translation>
    </message>
    <message>
        <source>{day} 已冲回</source>
        <translation>reversed {day}</translation>
    </message>
    <message>
        <source>多付 {sum}</source>
        <translation>overpaid {sum}</translation>
    </message>
    <message>
        <source>第 {rows} 期</source>
        <translation>Instalment {rows}</translation>
    </message>
    <message>
        <source>提出方案 · {kind} {rows} 期</source>
        <translation>Plan proposed · {kind}, {rows} instalments</translation>
    </message>
    <message>
        <source>首期 {day} 还 {sum}</source>
        <translation>first {day}, {sum}</translation>
    </message>
    <message>
        <source>合计 {sum}</source>
        <translation>in all {sum}</translation>
    </message>
    <message>
        <source>减免 {sum}</source>
        <translation>waived {sum}</translation>
    </message>
    <message>
        <source>须{level}批准</source>
        <translation>needs approval by the {level}</translation>
    </message>
    <message>
        <source>{name}退回了方案</source>
        <translation>{name} returned the plan</translation>
    </message>
    <message>
        <source>{name}否决了方案</source>
        <translation>{name} rejected the plan</translation>
    </message>
    <message>
        <source>{name}批准了方案</source>
        <translation>{name} approved the plan</translation>
    </message>
    <message>
        <source>主管</source>
        <translation>The supervisor</translation>
    </message>
    <message>
        <source>已全部签署</source>
        <translation>Fully signed</translation>
    </message>
    <message>
        <source>待{who}签章</source>
        <translation>Awaits {who}</translation>
    </message>
    <message>
        <source>改派之后才送达</source>
        <translation>Arrived after reassignment</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>下一站、下一行</source>
        <translation>Next stop, next row</translation>
    </message>
    <message>
        <source>今日与案件</source>
        <translation>Today and cases</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>快速查看</source>
        <translation>Quick look</translation>
    </message>
    <message>
        <source>在列表里查找</source>
        <translation>Search in the list</translation>
    </message>
    <message>
        <source>选第几个答案</source>
        <translation>Choose that answer</translation>
    </message>
    <message>
        <source>外访与表单</source>
        <translation>Visits and forms</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>Next field</translation>
    </message>
    <message>
        <source>清除答案</source>
        <translation>Clear the answer</translation>
    </message>
    <message>
        <source>完成这一步</source>
        <translation>Finish this step</translation>
    </message>
    <message>
        <source>添加照片或文件</source>
        <translation>Add photos or files</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>放大页面</source>
        <translation>Larger page</translation>
    </message>
    <message>
        <source>下一件</source>
        <translation>Next one</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>列出这里的案件</source>
        <translation>List the cases here</translation>
    </message>
    <message>
        <source>地图</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>分派所选案件</source>
        <translation>Assign the selected cases</translation>
    </message>
    <message>
        <source>下一条</source>
        <translation>Next line</translation>
    </message>
    <message>
        <source>命令面板</source>
        <translation>Command palette</translation>
    </message>
    <message>
        <source>下一组</source>
        <translation>Next group</translation>
    </message>
    <message>
        <source>执行或打开</source>
        <translation>Do or open it</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>observed</name>
    <message>
        <source>在岗 {staff}</source>
        <translation>staff {staff}</translation>
    </message>
    <message>
        <source>原因：{cause}</source>
        <translation>cause: {cause}</translation>
    </message>
    <message numerus="yes">
        <source>{now}（平时 %n 人）</source>
        <translation>
            <numerusform>{now} (usually %n)</numerusform>
            <numerusform>{now} (usually %n)</numerusform>
        </translation>
    </message>
    <message>
        <source>客流{crowd}</source>
        <translation>customers: {crowd}</translation>
    </message>
    <message>
        <source>{counted}（{crowd}）</source>
        <translation>{counted} ({crowd})</translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message>
        <source>对 {name} 可以做的</source>
        <translation>To do about {name}</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>People</translation>
    </message>
    <message>
        <source>{name} 的案件</source>
        <translation>case of {name}</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>最近看过的</source>
        <translation>Seen lately</translation>
    </message>
    <message>
        <source>开始外访</source>
        <translation>Begin a visit</translation>
    </message>
    <message>
        <source>登记通话</source>
        <translation>Log a call</translation>
    </message>
    <message>
        <source>发送消息</source>
        <translation>Send a message</translation>
    </message>
    <message>
        <source>商谈还款方案</source>
        <translation>Negotiate a plan</translation>
    </message>
    <message>
        <source>收取现金并开收据</source>
        <translation>Take cash and give a receipt</translation>
    </message>
    <message>
        <source>登记“已经还了”</source>
        <translation>Record “already paid”</translation>
    </message>
    <message>
        <source>登记争议</source>
        <translation>Record a dispute</translation>
    </message>
    <message>
        <source>登记困难情况</source>
        <translation>Record hardship</translation>
    </message>
    <message>
        <source>登记投诉</source>
        <translation>Record a complaint</translation>
    </message>
    <message>
        <source>补充电话</source>
        <translation>Add a telephone number</translation>
    </message>
    <message>
        <source>补充经营场所</source>
        <translation>Add a place of business</translation>
    </message>
    <message>
        <source>回到案件</source>
        <translation>Back to the case</translation>
    </message>
</context>
<context>
    <name>particulars</name>
    <message>
        <source>登记为{role}：银行记录确认前不承担责任，按联系人对待</source>
        <translation>noted as {role}: owes nothing until the bank&apos;s record says so, counts as a contact</translation>
    </message>
    <message>
        <source>现场新增，银行记录里没有</source>
        <translation>added in the field, not in the bank&apos;s record</translation>
    </message>
    <message>
        <source>银行记录</source>
        <translation>Bank&apos;s record</translation>
    </message>
    <message>
        <source>同事</source>
        <translation>a colleague</translation>
    </message>
    <message>
        <source>本人同意</source>
        <translation>with consent</translation>
    </message>
</context>
<context>
    <name>places</name>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>地图</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Plans</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>督导</source>
        <translation>Team</translation>
    </message>
</context>
<context>
    <name>sum_lines</name>
    <message>
        <source>补齐逾期</source>
        <translation>To bring up to date</translation>
    </message>
    <message>
        <source>未到期本金</source>
        <translation>Principal not yet due</translation>
    </message>
    <message>
        <source>本期已计利息</source>
        <translation>Interest of this period so far</translation>
    </message>
    <message>
        <source>今日结清</source>
        <translation>Payoff today</translation>
    </message>
    <message>
        <source>每延一日约增加</source>
        <translation>Added each day, about</translation>
    </message>
    <message>
        <source>期</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>到期日</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>应还本金</source>
        <translation>Principal</translation>
    </message>
    <message>
        <source>应还利息</source>
        <translation>Interest</translation>
    </message>
    <message>
        <source>已还本息</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>未还本息</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>罚息</source>
        <translation>Penalty</translation>
    </message>
    <message>
        <source>复利</source>
        <translation>Compound</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Charges</translation>
    </message>
    <message>
        <source>入账日</source>
        <translation>Posted</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>多付</source>
        <translation>Overpaid</translation>
    </message>
    <message>
        <source>冲销到</source>
        <translation>Went to</translation>
    </message>
    <message>
        <source>应还</source>
        <translation>To pay</translation>
    </message>
    <message>
        <source>本金</source>
        <translation>Principal</translation>
    </message>
    <message>
        <source>利息</source>
        <translation>Interest</translation>
    </message>
    <message>
        <source>前欠</source>
        <translation>Arrears</translation>
    </message>
    <message>
        <source>剩余本金</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>逾期部分{rate}</source>
        <translation>{rate} on what is overdue</translation>
    </message>
    <message>
        <source>已还清</source>
        <translation>Paid</translation>
    </message>
    <message numerus="yes">
        <source>逾期 %n 天</source>
        <translation>
            <numerusform>%n day overdue</numerusform>
            <numerusform>%n days overdue</numerusform>
        </translation>
    </message>
    <message>
        <source>今日到期</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>未到期</source>
        <translation>Not due yet</translation>
    </message>
    <message>
        <source>{day} 已冲回</source>
        <translation>reversed {day}</translation>
    </message>
    <message>
        <source>尚未入账</source>
        <translation>not posted yet</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message numerus="yes">
        <source>%n 个文件待取回</source>
        <translation>
            <numerusform>%n file to fetch</numerusform>
            <numerusform>%n files to fetch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 项未被接收，请查看</source>
        <translation>
            <numerusform>%n not accepted, please look</numerusform>
            <numerusform>%n not accepted, please look</numerusform>
        </translation>
    </message>
    <message>
        <source>正在同步…</source>
        <translation>Syncing…</translation>
    </message>
    <message numerus="yes">
        <source>%n 处冲突，请选择</source>
        <translation>
            <numerusform>%n conflict, please choose</numerusform>
            <numerusform>%n conflicts, please choose</numerusform>
        </translation>
    </message>
    <message>
        <source>同步需要处理</source>
        <translation>Sync needs attention</translation>
    </message>
    <message>
        <source>离线工作</source>
        <translation>Working offline</translation>
    </message>
    <message>
        <source>登录已过期，请输入口令</source>
        <translation>Sign-in has run out, type your passphrase</translation>
    </message>
    <message>
        <source>网络要求先登录</source>
        <translation>The network wants a sign-in</translation>
    </message>
    <message>
        <source>服务器证书变了，已停止</source>
        <translation>Server certificate changed, stopped</translation>
    </message>
    <message>
        <source>这台电脑已停用</source>
        <translation>This laptop has been revoked</translation>
    </message>
    <message>
        <source>代理要求登录</source>
        <translation>The proxy wants a sign-in</translation>
    </message>
    <message>
        <source>{things}等待发送</source>
        <translation>{things} waiting to be sent</translation>
    </message>
    <message numerus="yes">
        <source>%n 项其他</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message>
        <source>{these}和 {last}</source>
        <translation>{these} and {last}</translation>
    </message>
    <message>
        <source>尚未联系过服务器</source>
        <translation>No contact yet</translation>
    </message>
    <message>
        <source>上次联系 {when}</source>
        <translation>Last contact {when}</translation>
    </message>
    <message>
        <source>下次 {when}</source>
        <translation>Next sync {when}</translation>
    </message>
    <message numerus="yes">
        <source>%n 份走访</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 份承诺</source>
        <translation>
            <numerusform>%n promise</numerusform>
            <numerusform>%n promises</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 份方案</source>
        <translation>
            <numerusform>%n plan</numerusform>
            <numerusform>%n plans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 份审批</source>
        <translation>
            <numerusform>%n decision</numerusform>
            <numerusform>%n decisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 份文书</source>
        <translation>
            <numerusform>%n paper</numerusform>
            <numerusform>%n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 张照片</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 段录音</source>
        <translation>
            <numerusform>%n recording</numerusform>
            <numerusform>%n recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个文件</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 处修改</source>
        <translation>
            <numerusform>%n edit</numerusform>
            <numerusform>%n edits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 条记录</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message>
        <source>等待首次同步</source>
        <translation>Waiting for the first sync</translation>
    </message>
    <message>
        <source>已全部同步</source>
        <translation>All synced</translation>
    </message>
    <message numerus="yes">
        <source>%n 项由办公室暂存</source>
        <translation>
            <numerusform>%n item kept aside by the office</numerusform>
            <numerusform>%n items kept aside by the office</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sync_parts</name>
    <message numerus="yes">
        <source>还有 %n 条没有列出</source>
        <translation>
            <numerusform>%n more is not listed</numerusform>
            <numerusform>%n more are not listed</numerusform>
        </translation>
    </message>
    <message>
        <source>本机的记录</source>
        <translation>Records on this laptop</translation>
    </message>
    <message>
        <source>没有等待发送的记录。新的外访、方案和决定会先保存在本机。</source>
        <translation>Nothing waits to be sent. New visits, plans and decisions are saved on this laptop first.</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>没有等待发送或取回的文件。</source>
        <translation>No files to be sent or fetched.</translation>
    </message>
    <message>
        <source>需要你看</source>
        <translation>For you to look at</translation>
    </message>
    <message numerus="yes">
        <source>%n 处改动与同事的不同，两个值都留着，等你选。</source>
        <translation>
            <numerusform>%n change differs from a colleague&apos;s; both values are kept for you to choose.</numerusform>
            <numerusform>%n changes differ from a colleague&apos;s; both values are kept for you to choose.</numerusform>
        </translation>
    </message>
    <message>
        <source>去冲突台</source>
        <translation>Go to the conflict desk</translation>
    </message>
    <message>
        <source>打开案件</source>
        <translation>Open case</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>同步记录</source>
        <translation>Sync log</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>展开</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>发送 {up}，收到 {down}，{took} 毫秒</source>
        <translation>{up} sent, {down} received, {took} ms</translation>
    </message>
</context>
<context>
    <name>sync_view</name>
    <message>
        <source>正在同步，可以继续工作。</source>
        <translation>Syncing; you can go on working.</translation>
    </message>
    <message>
        <source>{held}，联网后自动发送。</source>
        <translation>{held}; sent automatically once online.</translation>
    </message>
    <message numerus="yes">
        <source>办公室没有接收 %n 项，原因写在下面。</source>
        <translation>
            <numerusform>The office did not accept %n item; the reason is below.</numerusform>
            <numerusform>The office did not accept %n items; the reasons are below.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 处改动与同事的不同，请在冲突台选择。</source>
        <translation>
            <numerusform>%n change differs from a colleague&apos;s: please choose at the conflict desk.</numerusform>
            <numerusform>%n changes differ from a colleague&apos;s: please choose at the conflict desk.</numerusform>
        </translation>
    </message>
    <message>
        <source>未被接收的文件只在这台电脑上。</source>
        <translation>Files that were not accepted are on this laptop only.</translation>
    </message>
    <message>
        <source>其余不受影响。</source>
        <translation>The rest is not affected.</translation>
    </message>
    <message>
        <source>{held}，都加密保存在本机。</source>
        <translation>{held}, all kept encrypted on this laptop.</translation>
    </message>
    <message numerus="yes">
        <source>%n 项由办公室暂存待核，其余都已送达。</source>
        <translation>
            <numerusform>The office keeps %n item aside to look at; all else is delivered.</numerusform>
            <numerusform>The office keeps %n items aside to look at; all else is delivered.</numerusform>
        </translation>
    </message>
    <message>
        <source>这台电脑还没有同步过。</source>
        <translation>This laptop has not synced yet.</translation>
    </message>
    <message>
        <source>本机的记录都已送达。</source>
        <translation>All records of this laptop are delivered.</translation>
    </message>
    <message>
        <source>{day} 还 {sum}</source>
        <translation>{sum} for {day}</translation>
    </message>
    <message>
        <source>已不在本机的案件</source>
        <translation>A case no longer on this laptop</translation>
    </message>
    <message>
        <source>现在：案件已不在本机上，由别的同事负责。</source>
        <translation>Now: the case is with a colleague and no longer on this laptop.</translation>
    </message>
    <message>
        <source>现在：方案{state}。</source>
        <translation>Now: the plan&apos;s state is “{state}”.</translation>
    </message>
    <message>
        <source>现在：已有一份方案{state}。</source>
        <translation>Now: there is a plan already, in the state “{state}”.</translation>
    </message>
    <message>
        <source>现在：案件由 {name} 负责，这条记录没有生效。</source>
        <translation>Now: the case is with {name}; this record had no effect.</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>录音</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
</context>
<context>
    <name>today_news</name>
    <message>
        <source>自 {moment}</source>
        <translation>since {moment}</translation>
    </message>
    <message numerus="yes">
        <source>新分配 %n 个案件</source>
        <translation>
            <numerusform>%n case newly assigned</numerusform>
            <numerusform>%n cases newly assigned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>转出 %n 个案件</source>
        <translation>
            <numerusform>%n case moved away</numerusform>
            <numerusform>%n cases moved away</numerusform>
        </translation>
    </message>
    <message>
        <source>{who}：{detail}未被办公室接收</source>
        <translation>{who}: {detail} not accepted by the office</translation>
    </message>
    <message>
        <source>{who}承诺今日还款 {sum}</source>
        <translation>{who} promised to pay {sum} today</translation>
    </message>
    <message>
        <source>{who}承诺的 {sum} 没有足额到账</source>
        <translation>{who} promised {sum}, and it has not come in full</translation>
    </message>
    <message>
        <source>{who}的方案被退回修改</source>
        <translation>{who}&apos;s plan was returned</translation>
    </message>
    <message>
        <source>{who}的方案未获批准</source>
        <translation>{who}&apos;s plan was not approved</translation>
    </message>
    <message>
        <source>{who}的方案已批准</source>
        <translation>{who}&apos;s plan was approved</translation>
    </message>
    <message>
        <source>{who}兑现了承诺的 {sum}</source>
        <translation>{who} kept the promise of {sum}</translation>
    </message>
    <message>
        <source>{who}入账 {sum}</source>
        <translation>{who} paid {sum}</translation>
    </message>
    <message>
        <source>{who}有 {sum} 被银行冲回</source>
        <translation>{who}: {sum} was taken back by the bank</translation>
    </message>
    <message>
        <source>{who}提出的事项：{detail}</source>
        <translation>What {who} raised: {detail}</translation>
    </message>
    <message>
        <source>新分配：{who}</source>
        <translation>Newly assigned: {who}</translation>
    </message>
    <message>
        <source>转出：{who}</source>
        <translation>Moved away: {who}</translation>
    </message>
    <message>
        <source>现金 {sum} 待缴存，{moment} 前</source>
        <translation>Deposit {sum} by {moment}</translation>
    </message>
    <message numerus="yes">
        <source>%n 项记录未被办公室接收</source>
        <translation>
            <numerusform>%n record not accepted</numerusform>
            <numerusform>%n records not accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 处冲突待处理</source>
        <translation>
            <numerusform>%n clash to settle</numerusform>
            <numerusform>%n clashes to settle</numerusform>
        </translation>
    </message>
    <message>
        <source>{who}的外访没有完成</source>
        <translation>{who}&apos;s visit is not finished</translation>
    </message>
    <message>
        <source>{who}没人在，外访还没有记录（{moment}）</source>
        <translation>Nobody at {who}&apos;s, no visit recorded yet ({moment})</translation>
    </message>
    <message>
        <source>{who}的签署没有完成</source>
        <translation>{who}&apos;s signing is not finished</translation>
    </message>
    <message>
        <source>{who}的方案还没有签署文书</source>
        <translation>{who}&apos;s plan has no signed paper yet</translation>
    </message>
    <message>
        <source>{who}的方案草稿（{moment}）</source>
        <translation>Draft of {who}&apos;s plan ({moment})</translation>
    </message>
    <message>
        <source>{who}称已付款，待核实</source>
        <translation>{who} says it is paid; to be checked</translation>
    </message>
</context>
<context>
    <name>visit_editors</name>
    <message>
        <source>人</source>
        <translation>people</translation>
    </message>
    <message>
        <source>见到谁</source>
        <translation>Who was met</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>逾期原因</source>
        <translation>Cause of arrears</translation>
    </message>
    <message>
        <source>次要原因</source>
        <translation>Second cause</translation>
    </message>
    <message>
        <source>原因会过去</source>
        <translation>Will it pass</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>哪天做</source>
        <translation>On which day</translation>
    </message>
    <message>
        <source>没有迹象</source>
        <translation>No sign</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>visit_form</name>
    <message>
        <source>更正的原因</source>
        <translation>Reason for the correction</translation>
    </message>
    <message>
        <source>经营场所</source>
        <translation>Premises</translation>
    </message>
    <message>
        <source>所见所谈（太长）</source>
        <translation>Seen and said (too long)</translation>
    </message>
    <message>
        <source>承诺金额</source>
        <translation>Amount promised</translation>
    </message>
    <message>
        <source>承诺日期</source>
        <translation>Date promised</translation>
    </message>
    <message>
        <source>出示工作证件与委托授权</source>
        <translation>Show staff card and authorisation</translation>
    </message>
    <message>
        <source>写明同行人（应两人同行）</source>
        <translation>Name your companion (visits are made by two)</translation>
    </message>
    <message>
        <source>写明见到的人姓名</source>
        <translation>Name the person you met</translation>
    </message>
    <message>
        <source>记下到场位置</source>
        <translation>Take the place of arrival</translation>
    </message>
    <message numerus="yes">
        <source>拍门面和内部（还差 %n 张）</source>
        <translation>
            <numerusform>Photograph front and inside (%n more)</numerusform>
            <numerusform>Photograph front and inside (%n more)</numerusform>
        </translation>
    </message>
    <message>
        <source>征得同意后录音</source>
        <translation>Record, once they agree</translation>
    </message>
    <message>
        <source>写明下一步</source>
        <translation>Say what comes next</translation>
    </message>
    <message>
        <source>比上次多 {percent}%</source>
        <translation>{percent}% more than last time</translation>
    </message>
    <message>
        <source>比上次少 {percent}%</source>
        <translation>{percent}% less than last time</translation>
    </message>
    <message>
        <source>与进货倒推 {sum} 相差 {gap}%，可信</source>
        <translation>{gap}% off the {sum} that purchases suggest; credible</translation>
    </message>
    <message>
        <source>与进货倒推 {sum} 相差 {gap}%，请再问一问</source>
        <translation>{gap}% off the {sum} that purchases suggest; please ask again</translation>
    </message>
    <message>
        <source>没有见到人，请核对结果</source>
        <translation>Nobody was met; please check the outcome</translation>
    </message>
    <message>
        <source>见到了本人，请核对结果</source>
        <translation>The borrower was met; please check the outcome</translation>
    </message>
    <message>
        <source>疾病、事故或受灾时先停止催促，按需要扶助处理（R18）</source>
        <translation>Illness, accident or disaster: stop pressing and offer help (R18)</translation>
    </message>
    <message>
        <source>超过结清金额 {sum}，请核对</source>
        <translation>more than the payoff of {sum}; please check</translation>
    </message>
    <message>
        <source>够还今日应还</source>
        <translation>covers what is owed today</translation>
    </message>
    <message>
        <source>比今日应还少 {sum}</source>
        <translation>{sum} less than is owed today</translation>
    </message>
</context>
<context>
    <name>whereabouts</name>
    <message>
        <source>位置已记录；登记地址没有坐标，无法比较</source>
        <translation>Place recorded; the registered address has no coordinates to compare with</translation>
    </message>
    <message>
        <source>距登记地址 {far}</source>
        <translation>{far} from the registered address</translation>
    </message>
    <message>
        <source>手工标注，不作证明</source>
        <translation>pinned by hand, no proof</translation>
    </message>
    <message>
        <source>{metres} 米</source>
        <translation>{metres} m</translation>
    </message>
    <message>
        <source>约 {km} 公里</source>
        <translation>about {km} km</translation>
    </message>
    <message>
        <source>约 {metres} 米以内</source>
        <translation>within about {metres} m</translation>
    </message>
    <message>
        <source>约 {km} 公里以内</source>
        <translation>within about {km} km</translation>
    </message>
    <message>
        <source>误差 {metres} 米</source>
        <translation>within {metres} m</translation>
    </message>
    <message>
        <source>本机定位</source>
        <translation>This laptop&apos;s position</translation>
    </message>
    <message>
        <source>照片自带位置</source>
        <translation>The photo&apos;s own place</translation>
    </message>
    <message>
        <source>在示意图上标注</source>
        <translation>Pinned on the sketch</translation>
    </message>
</context>
<context>
    <name>words.card</name>
    <message>
        <source>便签</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>何时来好</source>
        <translation>Best time to come</translation>
    </message>
    <message>
        <source>更正的电话</source>
        <translation>Corrected phone</translation>
    </message>
    <message>
        <source>更正的住址</source>
        <translation>Corrected address</translation>
    </message>
    <message>
        <source>营业时间</source>
        <translation>Opening hours</translation>
    </message>
    <message>
        <source>用提议的</source>
        <translation>Use the proposed one</translation>
    </message>
    <message>
        <source>保留现有的</source>
        <translation>Keep the present one</translation>
    </message>
    <message>
        <source>都留着，交主管定</source>
        <translation>Keep both for the supervisor</translation>
    </message>
</context>
<context>
    <name>words.cash</name>
    <message>
        <source>按办公室规定缴存</source>
        <translation>To be deposited as the office says</translation>
    </message>
    <message>
        <source>{moment} 前缴存</source>
        <translation>Deposit by {moment}</translation>
    </message>
    <message>
        <source>即将到期：还剩 {span}</source>
        <translation>Due soon: {span} left</translation>
    </message>
    <message>
        <source>已超期 {span}</source>
        <translation>Overdue by {span}</translation>
    </message>
</context>
<context>
    <name>words.clock</name>
    <message>
        <source>最后一期到期</source>
        <translation>when the last instalment fell due</translation>
    </message>
    <message>
        <source>宣布提前到期</source>
        <translation>when the lender called the loan due</translation>
    </message>
    <message>
        <source>最近一次还款</source>
        <translation>the last payment</translation>
    </message>
    <message>
        <source>最近一次承诺</source>
        <translation>the last promise</translation>
    </message>
    <message>
        <source>签署还款计划</source>
        <translation>when a repayment plan was signed</translation>
    </message>
    <message>
        <source>提供担保</source>
        <translation>when security was given</translation>
    </message>
    <message>
        <source>请求延期还款</source>
        <translation>when the borrower asked for more time</translation>
    </message>
    <message>
        <source>催收通知送达</source>
        <translation>when a demand was delivered</translation>
    </message>
    <message>
        <source>信件或电子通知到达</source>
        <translation>when a letter or message arrived</translation>
    </message>
    <message>
        <source>公告催收</source>
        <translation>when a demand was published</translation>
    </message>
    <message>
        <source>从账户扣收</source>
        <translation>when the account was debited</translation>
    </message>
    <message>
        <source>提起诉讼</source>
        <translation>when a suit was filed</translation>
    </message>
    <message>
        <source>申请仲裁</source>
        <translation>when arbitration was applied for</translation>
    </message>
    <message>
        <source>申请支付令</source>
        <translation>when a payment order was applied for</translation>
    </message>
    <message>
        <source>申请调解</source>
        <translation>when mediation was applied for</translation>
    </message>
    <message>
        <source>申请诉前保全</source>
        <translation>when preservation was applied for</translation>
    </message>
    <message>
        <source>申请强制执行</source>
        <translation>when enforcement was applied for</translation>
    </message>
    <message>
        <source>申报破产债权</source>
        <translation>when the claim was filed in bankruptcy</translation>
    </message>
</context>
<context>
    <name>words.contact</name>
    <message>
        <source>电话</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>短信</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>消息</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>信函</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>未到还款日</source>
        <translation>not due yet</translation>
    </message>
    <message>
        <source>M1</source>
        <translation>M1</translation>
    </message>
    <message>
        <source>M2</source>
        <translation>M2</translation>
    </message>
    <message>
        <source>M3</source>
        <translation>M3</translation>
    </message>
    <message>
        <source>M4+</source>
        <translation>M4+</translation>
    </message>
    <message>
        <source>有承诺待履行</source>
        <translation>promise open</translation>
    </message>
    <message>
        <source>还款计划进行中</source>
        <translation>plan running</translation>
    </message>
    <message>
        <source>困难情况处理中</source>
        <translation>hardship under review</translation>
    </message>
    <message>
        <source>异议核对中</source>
        <translation>dispute being checked</translation>
    </message>
    <message>
        <source>投诉处理中</source>
        <translation>complaint being dealt with</translation>
    </message>
    <message>
        <source>还款核对中</source>
        <translation>payment being checked</translation>
    </message>
    <message>
        <source>已结清</source>
        <translation>settled</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>name</translation>
    </message>
    <message>
        <source>借款人</source>
        <translation>borrower</translation>
    </message>
    <message>
        <source>催收员</source>
        <translation>collector</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>staff number</translation>
    </message>
    <message>
        <source>催收员电话</source>
        <translation>collector&apos;s phone</translation>
    </message>
    <message>
        <source>办公室名称</source>
        <translation>office&apos;s name</translation>
    </message>
    <message>
        <source>办公室电话</source>
        <translation>office&apos;s phone</translation>
    </message>
    <message>
        <source>合同号</source>
        <translation>contract number</translation>
    </message>
    <message>
        <source>保证合同号</source>
        <translation>guarantee contract</translation>
    </message>
    <message>
        <source>下一还款日</source>
        <translation>next due date</translation>
    </message>
    <message>
        <source>下一期金额</source>
        <translation>next amount</translation>
    </message>
    <message>
        <source>承诺日期</source>
        <translation>date of the promise</translation>
    </message>
    <message>
        <source>承诺金额</source>
        <translation>amount of the promise</translation>
    </message>
    <message>
        <source>计划的下一期日期</source>
        <translation>plan&apos;s next date</translation>
    </message>
    <message>
        <source>计划的下一期金额</source>
        <translation>plan&apos;s next amount</translation>
    </message>
    <message>
        <source>计划中未到账的金额</source>
        <translation>amount late under the plan</translation>
    </message>
    <message>
        <source>收款户名</source>
        <translation>account name</translation>
    </message>
    <message>
        <source>开户行</source>
        <translation>account&apos;s bank</translation>
    </message>
    <message>
        <source>收款账号</source>
        <translation>account number</translation>
    </message>
    <message>
        <source>{seconds} 秒</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} 分 {seconds} 秒</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>已发出</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>未接通</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>对方来电</source>
        <translation>they called</translation>
    </message>
    <message>
        <source>已接通</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>要求不再联系</source>
        <translation>asked for no more contact</translation>
    </message>
</context>
<context>
    <name>words.custody</name>
    <message>
        <source>外访记录</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>承诺还款</source>
        <translation>Promise to pay</translation>
    </message>
    <message>
        <source>提出方案</source>
        <translation>Plan proposed</translation>
    </message>
    <message>
        <source>撤回方案</source>
        <translation>Plan withdrawn</translation>
    </message>
    <message>
        <source>签署文书</source>
        <translation>Document signed</translation>
    </message>
    <message>
        <source>批准方案</source>
        <translation>Plan approved</translation>
    </message>
    <message>
        <source>退回方案</source>
        <translation>Plan returned</translation>
    </message>
    <message>
        <source>否决方案</source>
        <translation>Plan rejected</translation>
    </message>
    <message>
        <source>附上文件</source>
        <translation>File attached</translation>
    </message>
    <message>
        <source>更新案件卡片</source>
        <translation>Case card updated</translation>
    </message>
    <message>
        <source>处理卡片提议</source>
        <translation>Card proposal settled</translation>
    </message>
    <message>
        <source>联系记录</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>补充人员与地址</source>
        <translation>Person or address added</translation>
    </message>
    <message>
        <source>登记事项</source>
        <translation>Matter recorded</translation>
    </message>
    <message>
        <source>处理事项</source>
        <translation>Matter moved on</translation>
    </message>
    <message>
        <source>开出收据</source>
        <translation>Receipt written</translation>
    </message>
    <message>
        <source>作废收据</source>
        <translation>Make it void</translation>
    </message>
    <message>
        <source>现金缴存</source>
        <translation>Cash deposited</translation>
    </message>
    <message>
        <source>说明理由后继续</source>
        <translation>Went on with a reason</translation>
    </message>
    <message>
        <source>请求协助</source>
        <translation>Help asked for</translation>
    </message>
    <message>
        <source>等待发送</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>办公室已核对</source>
        <translation>Checked by the office</translation>
    </message>
    <message>
        <source>未被接收</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>与他人的记录冲突</source>
        <translation>Conflicts with another record</translation>
    </message>
    <message>
        <source>办公室暂存，待处理</source>
        <translation>Kept aside by the office</translation>
    </message>
</context>
<context>
    <name>words.files</name>
    <message>
        <source>文书</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>录音</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>其他文件</source>
        <translation>Other file</translation>
    </message>
    <message>
        <source>还款计划书</source>
        <translation>Repayment plan</translation>
    </message>
    <message>
        <source>签字笔迹</source>
        <translation>Signature ink</translation>
    </message>
    <message>
        <source>在本机</source>
        <translation>On this laptop</translation>
    </message>
    <message>
        <source>正在发送</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>等待发送</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>办公室已核对</source>
        <translation>Checked by the office</translation>
    </message>
    <message>
        <source>已在备份中</source>
        <translation>In the backup</translation>
    </message>
    <message>
        <source>办公室暂存，待处理</source>
        <translation>Kept aside by the office</translation>
    </message>
    <message>
        <source>未被接收</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{size} KB</source>
        <translation>{size} KB</translation>
    </message>
    <message>
        <source>记录未被接收</source>
        <translation>Record not accepted</translation>
    </message>
    <message>
        <source>已取回</source>
        <translation>Fetched</translation>
    </message>
    <message>
        <source>待取回</source>
        <translation>To be fetched</translation>
    </message>
    <message>
        <source>在服务器</source>
        <translation>At the server</translation>
    </message>
    <message numerus="yes">
        <source>%n 条记录还没有送达。联网后会自动发送。</source>
        <translation>
            <numerusform>%n record has not been delivered. It is sent as soon as there is a network.</numerusform>
            <numerusform>%n records have not been delivered. They are sent as soon as there is a network.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 条记录由办公室暂存，等办公室处理。</source>
        <translation>
            <numerusform>The office keeps %n record aside until it has looked at it.</numerusform>
            <numerusform>The office keeps %n records aside until it has looked at them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 条记录未被接收或有冲突，请先看一下。</source>
        <translation>
            <numerusform>%n record was not accepted or is in conflict; please look at it.</numerusform>
            <numerusform>%n records were not accepted or are in conflict; please look at them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个文件办公室还没有核对。联网后会自动发送。</source>
        <translation>
            <numerusform>%n file has not been checked by the office. It is sent as soon as there is a network.</numerusform>
            <numerusform>%n files have not been checked by the office. They are sent as soon as there is a network.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个文件未被接收，请先看原因，需要的话另存副本。</source>
        <translation>
            <numerusform>%n file was not accepted; please read why, and save a copy if needed.</numerusform>
            <numerusform>%n files were not accepted; please read why, and save copies if needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 次外访还没有填完。</source>
        <translation>
            <numerusform>%n visit has not been finished.</numerusform>
            <numerusform>%n visits have not been finished.</numerusform>
        </translation>
    </message>
    <message>
        <source>可以交回电脑</source>
        <translation>Ready to hand in</translation>
    </message>
    <message>
        <source>还不能交回电脑</source>
        <translation>Not ready to hand in yet</translation>
    </message>
    <message>
        <source>本机没有未送达的记录和文件。</source>
        <translation>All that was made on this laptop has been delivered.</translation>
    </message>
    <message>
        <source>{facts}和 {files}，办公室都已核对。</source>
        <translation>{facts} and {files}, all checked by the office. </translation>
    </message>
    <message numerus="yes">
        <source>%n 条记录</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个文件</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message>
        <source>办公室还没有报告过备份。</source>
        <translation>The office has not reported a backup yet.</translation>
    </message>
    <message>
        <source>全部已在备份中（{moment}）。</source>
        <translation>All of it is in the backup ({moment}).</translation>
    </message>
    <message>
        <source>最近一次备份到 {moment}，之后的还不在备份中。</source>
        <translation>The last backup reaches to {moment}; what came later is not in it yet.</translation>
    </message>
</context>
<context>
    <name>words.loan</name>
    <message>
        <source>等额本息</source>
        <translation>Level instalments</translation>
    </message>
    <message>
        <source>等额本金</source>
        <translation>Level principal</translation>
    </message>
    <message>
        <source>先息后本</source>
        <translation>Interest first</translation>
    </message>
    <message>
        <source>每期固定还本，余额到期结清</source>
        <translation>Fixed principal, balloon at the end</translation>
    </message>
    <message>
        <source>等本等息</source>
        <translation>Flat interest</translation>
    </message>
    <message>
        <source>递增还款</source>
        <translation>Step-up</translation>
    </message>
    <message>
        <source>按合同逐期约定</source>
        <translation>Row by row, as the contract says</translation>
    </message>
    <message>
        <source>先费用、再息、后本（民法典第 561 条）</source>
        <translation>charges, then interest, then principal (Civil Code, art. 561)</translation>
    </message>
    <message>
        <source>逐期冲销，最早一期先还清</source>
        <translation>instalment by instalment, the earliest first</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Charges</translation>
    </message>
    <message>
        <source>手续费</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>罚息</source>
        <translation>Penalty interest</translation>
    </message>
    <message>
        <source>复利</source>
        <translation>Compound interest</translation>
    </message>
    <message>
        <source>利息</source>
        <translation>Interest</translation>
    </message>
    <message>
        <source>本金</source>
        <translation>Principal</translation>
    </message>
    <message>
        <source>逾期本金</source>
        <translation>Overdue principal</translation>
    </message>
    <message>
        <source>逾期利息</source>
        <translation>Overdue interest</translation>
    </message>
    <message>
        <source>还款计划到期款</source>
        <translation>Plan instalments due</translation>
    </message>
    <message>
        <source>按月计（每月一年的十二分之一）</source>
        <translation>by month (each a twelfth of a year)</translation>
    </message>
    <message>
        <source>实际天数 ÷ 360</source>
        <translation>actual days ÷ 360</translation>
    </message>
    <message>
        <source>实际天数 ÷ 365</source>
        <translation>actual days ÷ 365</translation>
    </message>
    <message>
        <source>实际天数 ÷ 当年天数</source>
        <translation>Actual days ÷ days of the year</translation>
    </message>
    <message>
        <source>每月按 30 天 ÷ 360</source>
        <translation>Months of 30 days ÷ 360</translation>
    </message>
    <message>
        <source>未逾期</source>
        <translation>not overdue</translation>
    </message>
    <message>
        <source>逾期 1–30 天</source>
        <translation>1–30 days overdue</translation>
    </message>
    <message>
        <source>逾期 31–60 天</source>
        <translation>31–60 days overdue</translation>
    </message>
    <message>
        <source>逾期 61–90 天</source>
        <translation>61–90 days overdue</translation>
    </message>
    <message>
        <source>逾期超过 90 天</source>
        <translation>more than 90 days overdue</translation>
    </message>
    <message>
        <source>年利率 {percent}%</source>
        <translation>{percent}%&#xa0;p.a.</translation>
    </message>
</context>
<context>
    <name>words.matter</name>
    <message>
        <source>异议</source>
        <translation>Dispute</translation>
    </message>
    <message>
        <source>投诉</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>困难情况</source>
        <translation>Hardship</translation>
    </message>
    <message>
        <source>称已付款</source>
        <translation>Claimed payment</translation>
    </message>
    <message>
        <source>记录异议</source>
        <translation>Record a dispute</translation>
    </message>
    <message>
        <source>记录投诉</source>
        <translation>Record a complaint</translation>
    </message>
    <message>
        <source>记录困难情况</source>
        <translation>Record hardship</translation>
    </message>
    <message>
        <source>记录已付款的说法</source>
        <translation>Record a claimed payment</translation>
    </message>
    <message>
        <source>答复之前只谈异议本身：不催款，不升级，不联系保证人催收。</source>
        <translation>Until it is answered, only the dispute itself is spoken of: no demand, no escalation, no demand on guarantors.</translation>
    </message>
    <message>
        <source>答复之前停止催收，只可为答复投诉联系。</source>
        <translation>Until it is answered, collection stops; contact only to answer the complaint.</translation>
    </message>
    <message>
        <source>不施压；先由困难专员看能怎样帮：延期、减免或象征性还款。</source>
        <translation>No pressure; the hardship desk first looks at how to help: deferral, a waiver or a token payment.</translation>
    </message>
    <message>
        <source>查清之前不催这笔钱，也不升级。</source>
        <translation>Until it is cleared, this money is not asked for and nothing escalates.</translation>
    </message>
    <message>
        <source>待处理</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>清算中</source>
        <translation>Clearing</translation>
    </message>
    <message>
        <source>已入账</source>
        <translation>Posted</translation>
    </message>
    <message>
        <source>未查到</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>已答复</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>待核实</source>
        <translation>To be checked</translation>
    </message>
    <message>
        <source>开始清算</source>
        <translation>Start clearing</translation>
    </message>
    <message>
        <source>确认入账</source>
        <translation>Confirm posting</translation>
    </message>
    <message>
        <source>查不到这笔款</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>对方收回</source>
        <translation>Withdrawn by the person</translation>
    </message>
</context>
<context>
    <name>words.observed</name>
    <message>
        <source>本人在</source>
        <translation>Owner there</translation>
    </message>
    <message>
        <source>家人经营</source>
        <translation>Family runs it</translation>
    </message>
    <message>
        <source>只有店员</source>
        <translation>Staff only</translation>
    </message>
    <message>
        <source>无人</source>
        <translation>Nobody</translation>
    </message>
    <message>
        <source>没有凭据</source>
        <translation>No proof</translation>
    </message>
    <message>
        <source>账本</source>
        <translation>Account book</translation>
    </message>
    <message>
        <source>收银屏</source>
        <translation>Till screen</translation>
    </message>
    <message>
        <source>手机收款</source>
        <translation>Mobile payments</translation>
    </message>
    <message>
        <source>银行流水</source>
        <translation>Bank statement</translation>
    </message>
    <message>
        <source>新货</source>
        <translation>Fresh</translation>
    </message>
    <message>
        <source>陈货</source>
        <translation>Old</translation>
    </message>
    <message>
        <source>过期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>好</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>一般</source>
        <translation>Fair</translation>
    </message>
    <message>
        <source>差</source>
        <translation>Poor</translation>
    </message>
    <message>
        <source>自有</source>
        <translation>Own</translation>
    </message>
    <message>
        <source>租金已交</source>
        <translation>Rent paid</translation>
    </message>
    <message>
        <source>欠租</source>
        <translation>Rent owed</translation>
    </message>
    <message>
        <source>暂时的</source>
        <translation>Temporary</translation>
    </message>
    <message>
        <source>长期的</source>
        <translation>Lasting</translation>
    </message>
    <message>
        <source>避而不见</source>
        <translation>Avoids being seen</translation>
    </message>
    <message>
        <source>给出不实信息</source>
        <translation>Gives false information</translation>
    </message>
    <message>
        <source>转移财物</source>
        <translation>Moves assets away</translation>
    </message>
    <message>
        <source>让旁人遮掩</source>
        <translation>Others cover up</translation>
    </message>
    <message>
        <source>场所类型</source>
        <translation>Kind of place</translation>
    </message>
    <message>
        <source>谁在经营</source>
        <translation>Who runs it</translation>
    </message>
    <message>
        <source>配合程度</source>
        <translation>Cooperation</translation>
    </message>
    <message>
        <source>销售凭据</source>
        <translation>Proof of sales</translation>
    </message>
    <message>
        <source>库存估值</source>
        <translation>Stock value</translation>
    </message>
    <message>
        <source>货品新旧</source>
        <translation>Freshness</translation>
    </message>
    <message>
        <source>看过进货单</source>
        <translation>Invoices seen</translation>
    </message>
    <message>
        <source>拖欠工资</source>
        <translation>Wages unpaid</translation>
    </message>
    <message>
        <source>开动机台</source>
        <translation>Machines on</translation>
    </message>
    <message>
        <source>全部机台</source>
        <translation>Machines in all</translation>
    </message>
    <message>
        <source>上月产量</source>
        <translation>Last output</translation>
    </message>
    <message>
        <source>种养规模</source>
        <translation>Land or herd</translation>
    </message>
    <message>
        <source>长势</source>
        <translation>Condition</translation>
    </message>
    <message>
        <source>出售月份</source>
        <translation>Sale month</translation>
    </message>
    <message>
        <source>预计售价</source>
        <translation>Sale price</translation>
    </message>
    <message>
        <source>预计成本</source>
        <translation>Cost</translation>
    </message>
    <message>
        <source>本月用电</source>
        <translation>Power used</translation>
    </message>
    <message>
        <source>本月用水</source>
        <translation>Water used</translation>
    </message>
    <message>
        <source>上月缴税</source>
        <translation>Tax paid</translation>
    </message>
    <message>
        <source>欠水电费</source>
        <translation>Bills unpaid</translation>
    </message>
    <message>
        <source>场地</source>
        <translation>Premises</translation>
    </message>
    <message>
        <source>租金交到</source>
        <translation>Rent paid to</translation>
    </message>
    <message>
        <source>欠租月数</source>
        <translation>Months owed</translation>
    </message>
    <message>
        <source>房东催告</source>
        <translation>Landlord notice</translation>
    </message>
    <message>
        <source>应收货款</source>
        <translation>Receivables</translation>
    </message>
    <message>
        <source>预计收回</source>
        <translation>Expected on</translation>
    </message>
    <message>
        <source>主要欠款方</source>
        <translation>Top debtors</translation>
    </message>
    <message>
        <source>看过对账单</source>
        <translation>Proof seen</translation>
    </message>
    <message>
        <source>欠供应商</source>
        <translation>Owed suppliers</translation>
    </message>
    <message>
        <source>另有借款</source>
        <translation>Other lenders</translation>
    </message>
    <message>
        <source>债主催逼</source>
        <translation>Pressed by others</translation>
    </message>
    <message>
        <source>主要资产</source>
        <translation>Key assets</translation>
    </message>
    <message>
        <source>查封拍卖</source>
        <translation>Seizure notice</translation>
    </message>
    <message>
        <source>供养人数</source>
        <translation>Dependants</translation>
    </message>
    <message>
        <source>家人患病</source>
        <translation>Illness</translation>
    </message>
    <message>
        <source>子女上学</source>
        <translation>School costs</translation>
    </message>
    <message>
        <source>生活困难</source>
        <translation>Hardship</translation>
    </message>
    <message>
        <source>同意记录</source>
        <translation>May be noted</translation>
    </message>
    <message>
        <source>说明坦诚</source>
        <translation>Openness</translation>
    </message>
    <message>
        <source>出示账目</source>
        <translation>Shows books</translation>
    </message>
    <message>
        <source>回避迹象</source>
        <translation>Avoidance</translation>
    </message>
    <message>
        <source>证实不实</source>
        <translation>Proven false</translation>
    </message>
    <message>
        <source>愿还金额</source>
        <translation>Offers to pay</translation>
    </message>
    <message>
        <source>愿还日期</source>
        <translation>Offered date</translation>
    </message>
    <message>
        <source>还款办法</source>
        <translation>How to pay</translation>
    </message>
    <message>
        <source>人身风险</source>
        <translation>Risk to staff</translation>
    </message>
    <message>
        <source>观察把握</source>
        <translation>How sure</translation>
    </message>
    <message>
        <source>现场所见</source>
        <translation>Seen on the spot</translation>
    </message>
    <message>
        <source>生产与种养</source>
        <translation>Production and farming</translation>
    </message>
    <message>
        <source>水电税与场地</source>
        <translation>Utilities, tax and rent</translation>
    </message>
    <message>
        <source>销售与进货</source>
        <translation>Sales and purchases</translation>
    </message>
    <message>
        <source>开支与债务</source>
        <translation>Outgoings and debts</translation>
    </message>
    <message>
        <source>资产</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>家庭</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>态度</source>
        <translation>Attitude</translation>
    </message>
    <message>
        <source>对方的提议</source>
        <translation>Their proposal</translation>
    </message>
    <message>
        <source>安全与把握</source>
        <translation>Safety and certainty</translation>
    </message>
    <message>
        <source>台</source>
        <translation>machines</translation>
    </message>
    <message>
        <source>件</source>
        <translation>pieces</translation>
    </message>
    <message>
        <source>亩/头</source>
        <translation>mu / head</translation>
    </message>
    <message>
        <source>度</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>吨</source>
        <translation>m³</translation>
    </message>
    <message>
        <source>个月</source>
        <translation>months</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>{rating} 分</source>
        <translation>{rating} of 5</translation>
    </message>
</context>
<context>
    <name>words.papers</name>
    <message>
        <source>还款计划书</source>
        <translation>Repayment plan</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>collector</translation>
    </message>
    <message>
        <source>审批人</source>
        <translation>approver</translation>
    </message>
    <message>
        <source>第二审批人</source>
        <translation>second approver</translation>
    </message>
    <message>
        <source>提案 · 待审批</source>
        <translation>Proposal · awaits approval</translation>
    </message>
    <message>
        <source>已生效</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>已否决</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>已被新方案取代</source>
        <translation>Superseded</translation>
    </message>
    <message>
        <source>等待发送</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>已送达，待核对</source>
        <translation>Delivered, to be checked</translation>
    </message>
    <message>
        <source>办公室已核对</source>
        <translation>Checked by the office</translation>
    </message>
    <message>
        <source>待取回</source>
        <translation>To be fetched</translation>
    </message>
    <message>
        <source>已取回</source>
        <translation>Fetched</translation>
    </message>
    <message>
        <source>未被接收</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>核对证件原件</source>
        <translation>ID card seen</translation>
    </message>
    <message>
        <source>当面熟识</source>
        <translation>Known in person</translation>
    </message>
    <message>
        <source>核对末四位</source>
        <translation>Last four compared</translation>
    </message>
    <message>
        <source>核对其他证件</source>
        <translation>Other ID seen</translation>
    </message>
    <message>
        <source>已签名</source>
        <translation>signed</translation>
    </message>
    <message>
        <source>拒绝签名</source>
        <translation>refuses to sign</translation>
    </message>
    <message>
        <source>不在场</source>
        <translation>not present</translation>
    </message>
    <message>
        <source>提案 · 未生效</source>
        <translation>PROPOSAL · not in force</translation>
    </message>
    <message>
        <source>已退回 · 未生效</source>
        <translation>RETURNED · not in force</translation>
    </message>
    <message>
        <source>已否决 · 无效</source>
        <translation>REJECTED · void</translation>
    </message>
    <message>
        <source>已撤回 · 无效</source>
        <translation>WITHDRAWN · void</translation>
    </message>
    <message>
        <source>欠款合计</source>
        <translation>Total debt</translation>
    </message>
    <message>
        <source>还款日期</source>
        <translation>Dates of payment</translation>
    </message>
    <message>
        <source>共应支付</source>
        <translation>Sum payable in all</translation>
    </message>
    <message>
        <source>收款账户</source>
        <translation>Account to pay to</translation>
    </message>
    <message>
        <source>何时生效</source>
        <translation>When it takes effect</translation>
    </message>
    <message>
        <source>并入本金</source>
        <translation>Added to the principal</translation>
    </message>
    <message>
        <source>结清</source>
        <translation>Settlement</translation>
    </message>
    <message>
        <source>宽限期</source>
        <translation>Grace period</translation>
    </message>
    <message>
        <source>违约后果</source>
        <translation>Consequence of default</translation>
    </message>
    <message>
        <source>减免条件</source>
        <translation>Condition of the waiver</translation>
    </message>
    <message>
        <source>共同债务人</source>
        <translation>Co-debtors</translation>
    </message>
    <message>
        <source>保证责任</source>
        <translation>Guarantee</translation>
    </message>
    <message>
        <source>管辖法院</source>
        <translation>Court</translation>
    </message>
</context>
<context>
    <name>words.particular</name>
    <message>
        <source>相关人</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Home address</translation>
    </message>
    <message>
        <source>经营场所</source>
        <translation>Premises</translation>
    </message>
    <message>
        <source>借款人告知</source>
        <translation>Told by the borrower</translation>
    </message>
    <message>
        <source>保证人告知</source>
        <translation>Told by the guarantor</translation>
    </message>
    <message>
        <source>家属告知</source>
        <translation>Told by family</translation>
    </message>
    <message>
        <source>店员告知</source>
        <translation>Told by staff</translation>
    </message>
    <message>
        <source>现场看到</source>
        <translation>Seen on site</translation>
    </message>
    <message>
        <source>合同等文件</source>
        <translation>Signed paper</translation>
    </message>
    <message>
        <source>工商等公示</source>
        <translation>Public register</translation>
    </message>
    <message>
        <source>银行告知</source>
        <translation>Told by the bank</translation>
    </message>
    <message>
        <source>{first} 至 {last}</source>
        <translation>{first} to {last}</translation>
    </message>
    <message>
        <source>{day} 起</source>
        <translation>from {day}</translation>
    </message>
    <message>
        <source>至 {day}</source>
        <translation>until {day}</translation>
    </message>
    <message>
        <source>{kind}已失效</source>
        <translation>No longer valid: {kind}</translation>
    </message>
    <message>
        <source>确认位置</source>
        <translation>place confirmed</translation>
    </message>
    <message>
        <source>撤回位置</source>
        <translation>pin taken back</translation>
    </message>
    <message>
        <source>更正{kind}</source>
        <translation>Corrected: {kind}</translation>
    </message>
    <message>
        <source>新增{kind}</source>
        <translation>Added: {kind}</translation>
    </message>
</context>
<context>
    <name>words.party</name>
    <message>
        <source>借款人</source>
        <translation>Borrower</translation>
    </message>
    <message>
        <source>共同债务人</source>
        <translation>Co-debtor</translation>
    </message>
    <message>
        <source>保证人</source>
        <translation>Guarantor</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>连带责任保证</source>
        <translation>Joint guarantee</translation>
    </message>
    <message>
        <source>一般保证</source>
        <translation>General guarantee</translation>
    </message>
    <message>
        <source>约定不明，按一般保证</source>
        <translation>Unclear, taken as general guarantee</translation>
    </message>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>工厂</source>
        <translation>Factory</translation>
    </message>
    <message>
        <source>种养场</source>
        <translation>Farm</translation>
    </message>
    <message>
        <source>营运车辆</source>
        <translation>Working vehicle</translation>
    </message>
    <message>
        <source>服务门店</source>
        <translation>Service shop</translation>
    </message>
    <message>
        <source>居家经营</source>
        <translation>Home business</translation>
    </message>
    <message>
        <source>位置已人工标注</source>
        <translation>place pinned by hand</translation>
    </message>
    <message>
        <source>位置已现场确认</source>
        <translation>place confirmed on site</translation>
    </message>
    <message>
        <source>位置由地址推算</source>
        <translation>place derived from the address</translation>
    </message>
    <message>
        <source>位置只到街道</source>
        <translation>place known to the street only</translation>
    </message>
    <message>
        <source>位置只到乡镇</source>
        <translation>place known to the township only</translation>
    </message>
    <message>
        <source>位置只到区县</source>
        <translation>place known to the district only</translation>
    </message>
    <message>
        <source>位置只到城市</source>
        <translation>place known by its city only</translation>
    </message>
    <message>
        <source>位置只到省</source>
        <translation>place known by its province only</translation>
    </message>
    <message>
        <source>可以说明欠款并商谈还款。</source>
        <translation>May be told of the debt and talk about payment.</translation>
    </message>
    <message>
        <source>可以说明情况；对方有权要求先向借款人追偿。</source>
        <translation>May be told how things stand; may ask that the borrower be pursued first.</translation>
    </message>
    <message>
        <source>只可请其转告借款人回电，不得透露债务。</source>
        <translation>May only be asked to have the borrower call back; the debt must not be mentioned.</translation>
    </message>
    <message>
        <source>可以说明主债务情况，请其承担保证责任。</source>
        <translation>May be told of the debt and asked to meet the guarantee.</translation>
    </message>
    <message>
        <source>催收员</source>
        <translation>Collector</translation>
    </message>
    <message>
        <source>主管</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>位置未知</source>
        <translation>place unknown</translation>
    </message>
</context>
<context>
    <name>words.plan</name>
    <message>
        <source>等额分期</source>
        <translation>Level instalments</translation>
    </message>
    <message>
        <source>等本分期</source>
        <translation>Level principal</translation>
    </message>
    <message>
        <source>展期</source>
        <translation>Deferral</translation>
    </message>
    <message>
        <source>先息后本</source>
        <translation>Interest first, principal at the end</translation>
    </message>
    <message>
        <source>递增还款</source>
        <translation>Step-up</translation>
    </message>
    <message>
        <source>一次结清</source>
        <translation>Settlement</translation>
    </message>
    <message>
        <source>欠息转本、重新分期</source>
        <translation>Interest capitalised, spread anew</translation>
    </message>
    <message>
        <source>停息分期</source>
        <translation>Equal parts without interest</translation>
    </message>
    <message>
        <source>按约定日期</source>
        <translation>On agreed dates</translation>
    </message>
    <message>
        <source>每期还款额相同，容易安排。</source>
        <translation>The same sum each time; easy to plan for.</translation>
    </message>
    <message>
        <source>每期本金相同，前期多、后期少，利息较省。</source>
        <translation>The same principal each time: more at first, less later, less interest.</translation>
    </message>
    <message>
        <source>按原合同的期次整体顺延几个月，期间照计利息。</source>
        <translation>The contract&apos;s instalments move back some months; interest runs on meanwhile.</translation>
    </message>
    <message>
        <source>每期只付利息，最后一期还清本金。</source>
        <translation>Interest with each instalment, the principal with the last.</translation>
    </message>
    <message>
        <source>前几期少还，等生意恢复后再多还。</source>
        <translation>Less at first, more once business recovers.</translation>
    </message>
    <message>
        <source>在约定日前一次付清，按约定减免。</source>
        <translation>One sum by a date, with the agreed waiver.</translation>
    </message>
    <message>
        <source>欠息并入本金，一起重新分期。</source>
        <translation>Unpaid interest joins the principal and both are spread anew.</translation>
    </message>
    <message>
        <source>全部欠款平均分期，期间不再计息。</source>
        <translation>All that is owed in equal instalments without further interest.</translation>
    </message>
    <message>
        <source>按收入到账的日子还款，如收获季或每周结款日。</source>
        <translation>Paid when income arrives: after the harvest, or on paydays.</translation>
    </message>
    <message>
        <source>待审批</source>
        <translation>In approval</translation>
    </message>
    <message>
        <source>履行中</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>已否决</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>已被新方案取代</source>
        <translation>Superseded</translation>
    </message>
    <message>
        <source>已失效</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>已了结</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>按期履行</source>
        <translation>On track</translation>
    </message>
    <message>
        <source>履行逾期</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>已违约</source>
        <translation>Broken</translation>
    </message>
    <message>
        <source>已履行完毕</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>本金 {value}，上限 {limit}</source>
        <translation>principal {value}, limit {limit}</translation>
    </message>
    <message>
        <source>减免罚息复利 {value}，上限 {limit}</source>
        <translation>waiver {value}, limit {limit}</translation>
    </message>
    <message>
        <source>保证人的负担加重，还有 {value} 人没有书面同意</source>
        <translation>guarantors&apos; burden grows, {value} without written consent</translation>
    </message>
    <message>
        <source>减免本金 {value}，上限 {limit}</source>
        <translation>principal waived {value}, limit {limit}</translation>
    </message>
    <message>
        <source>减免利息 {value}，上限 {limit}</source>
        <translation>interest waived {value}, limit {limit}</translation>
    </message>
    <message>
        <source>一年内已重组 {value} 次，须提高一级审批</source>
        <translation>restructured {value} times within a year: one level more</translation>
    </message>
    <message>
        <source>期限 {value} 个月，上限 {limit} 个月</source>
        <translation>term {value} months, limit {limit} months</translation>
    </message>
    <message>
        <source>展期 {value} 天，上限 {limit} 天</source>
        <translation>deferral {value} days, limit {limit} days</translation>
    </message>
</context>
<context>
    <name>words.plan_advice</name>
    <message>
        <source>每期都在可还能力之内，期数最少。</source>
        <translation>Every instalment is within what can be paid, and there are as few as possible.</translation>
    </message>
    <message>
        <source>最长的期数仍超出可还能力：宜先谈困难减免或一次结清。</source>
        <translation>Even the longest plan asks for more than can be paid: talk about hardship relief or a settlement first.</translation>
    </message>
    <message>
        <source>还不知道每月能还多少，只是试算，不作推荐。</source>
        <translation>What can be paid is not known: a trial only, no recommendation.</translation>
    </message>
    <message>
        <source>欠款的原因是暂时的：按原合同顺延，之后照常还。</source>
        <translation>The cause passes by itself: the contract&apos;s instalments, deferred.</translation>
    </message>
    <message>
        <source>对方遇到困难：前 {count} 期只付利息，先缓一缓。</source>
        <translation>Hardship: interest alone for the first {count} instalments.</translation>
    </message>
    <message>
        <source>前 {count} 期只付利息，等生意恢复后再还本金。</source>
        <translation>Interest alone for {count} instalments, until the business recovers; then the principal.</translation>
    </message>
    <message>
        <source>一次付清，就此了结；罚息复利作为让步减免。</source>
        <translation>Paid at once and done; penalty and compound interest are given up for it.</translation>
    </message>
    <message>
        <source>老板自述</source>
        <translation>what the owner says</translation>
    </message>
    <message>
        <source>进货倒推</source>
        <translation>purchases</translation>
    </message>
    <message>
        <source>存货周转</source>
        <translation>stock turns</translation>
    </message>
    <message>
        <source>客流与客单</source>
        <translation>customers and tickets</translation>
    </message>
    <message>
        <source>用电</source>
        <translation>power used</translation>
    </message>
    <message>
        <source>将在文书上签字</source>
        <translation>Will sign here</translation>
    </message>
    <message>
        <source>已在文书上签字同意</source>
        <translation>Consented by signing here</translation>
    </message>
    <message>
        <source>另有书面同意</source>
        <translation>Consented on another paper</translation>
    </message>
    <message>
        <source>没有书面同意</source>
        <translation>No written consent</translation>
    </message>
    <message>
        <source>这个方案</source>
        <translation>this plan</translation>
    </message>
    <message>
        <source>维持现状</source>
        <translation>leaving it as it is</translation>
    </message>
    <message>
        <source>起诉</source>
        <translation>suing</translation>
    </message>
    <message>
        <source>折现率（年）</source>
        <translation>Discount rate (a year)</translation>
    </message>
    <message>
        <source>方案每月违约的可能</source>
        <translation>Chance a month that the plan breaks</translation>
    </message>
    <message>
        <source>违约后还能收回余额的</source>
        <translation>Recovered of the balance after a break</translation>
    </message>
    <message>
        <source>违约后多久收回（月）</source>
        <translation>Months until then</translation>
    </message>
    <message>
        <source>欠息费的收回比例</source>
        <translation>Recovered of what had accrued</translation>
    </message>
    <message>
        <source>维持现状一年内收回结清金额的</source>
        <translation>Recovered of the payoff in a year without a plan</translation>
    </message>
    <message>
        <source>胜诉的可能</source>
        <translation>Chance to win</translation>
    </message>
    <message>
        <source>执行能收回的比例</source>
        <translation>Recovered by enforcement</translation>
    </message>
    <message>
        <source>起诉到收回（月）</source>
        <translation>Months from suit to money</translation>
    </message>
    <message>
        <source>律师费</source>
        <translation>Lawyer&apos;s fee</translation>
    </message>
    <message>
        <source>期数</source>
        <translation>instalments</translation>
    </message>
    <message>
        <source>展期月数</source>
        <translation>months of deferral</translation>
    </message>
    <message>
        <source>减免罚息</source>
        <translation>penalty waived</translation>
    </message>
    <message>
        <source>减免复利</source>
        <translation>compound interest waived</translation>
    </message>
    <message>
        <source>减免利息</source>
        <translation>interest waived</translation>
    </message>
    <message>
        <source>减免费用</source>
        <translation>costs waived</translation>
    </message>
    <message>
        <source>减免本金</source>
        <translation>principal waived</translation>
    </message>
</context>
<context>
    <name>words.promise</name>
    <message>
        <source>未到期</source>
        <translation>Not due yet</translation>
    </message>
    <message>
        <source>到期待核</source>
        <translation>Due, being checked</translation>
    </message>
    <message>
        <source>已兑现</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>部分兑现</source>
        <translation>Kept in part</translation>
    </message>
    <message>
        <source>未兑现</source>
        <translation>Not kept</translation>
    </message>
    <message>
        <source>已改期</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>不计入</source>
        <translation>Not counted</translation>
    </message>
    <message>
        <source>委托扣款</source>
        <translation>Direct debit</translation>
    </message>
    <message>
        <source>银行转账</source>
        <translation>Bank transfer</translation>
    </message>
    <message>
        <source>柜台还款</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>其他渠道</source>
        <translation>Other</translation>
    </message>
</context>
<context>
    <name>words.reasons</name>
    <message>
        <source>承诺到期</source>
        <translation>Promise due</translation>
    </message>
    <message>
        <source>承诺未兑现</source>
        <translation>Promise not kept</translation>
    </message>
    <message>
        <source>方案被退回</source>
        <translation>Plan returned</translation>
    </message>
    <message>
        <source>还款计划逾期</source>
        <translation>Plan late</translation>
    </message>
    <message>
        <source>还款计划到期</source>
        <translation>Plan due</translation>
    </message>
    <message>
        <source>方案待签署</source>
        <translation>Plan to sign</translation>
    </message>
    <message>
        <source>保证期间将届满</source>
        <translation>Guarantee ending</translation>
    </message>
    <message>
        <source>须送达催收通知书</source>
        <translation>Notice to serve</translation>
    </message>
    <message>
        <source>诉讼时效将届满</source>
        <translation>Limitation ending</translation>
    </message>
    <message>
        <source>从未走访</source>
        <translation>Never visited</translation>
    </message>
    <message>
        <source>久未走访</source>
        <translation>Not visited for long</translation>
    </message>
    <message>
        <source>有事项待查清</source>
        <translation>Something to be cleared up</translation>
    </message>
    <message>
        <source>逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>当面确认款项与还款渠道；如有困难，商谈分期方案。</source>
        <translation>Confirm the sum and the channel in person; if it is hard for them, talk about a plan.</translation>
    </message>
    <message>
        <source>先了解未兑现的原因，再按实际能力重新约定或商谈方案。</source>
        <translation>First find out why the promise was not kept; then agree anew, or on a plan, by what they can really pay.</translation>
    </message>
    <message>
        <source>按主管意见修改方案，与借款人重新确认后再提交。</source>
        <translation>Revise the plan as your supervisor asks, confirm it with the borrower and propose it again.</translation>
    </message>
    <message>
        <source>提醒本期应还金额，了解经营变化，避免方案被打破。</source>
        <translation>Remind them of this instalment and ask how business is, so that the plan is not broken.</translation>
    </message>
    <message>
        <source>提醒今日还款，确认账户余额和渠道。</source>
        <translation>Remind them of today&apos;s payment; confirm the balance of the account and the channel.</translation>
    </message>
    <message>
        <source>请借款人阅读并签署还款计划书，签署后才能审批。</source>
        <translation>Ask the borrower to read and sign the repayment plan; it can only be approved once signed.</translation>
    </message>
    <message>
        <source>在期间届满前向{name}主张，并留存送达凭证。</source>
        <translation>Claim on {name} before the period ends, and keep proof of delivery.</translation>
    </message>
    <message>
        <source>当面送达催收通知书并留存送达回证，时效从送达之日重新起算。</source>
        <translation>Serve the notice in person and keep the proof of service; the limitation restarts on that day.</translation>
    </message>
    <message>
        <source>取得还款、书面承诺或签署方案，使时效重新起算。</source>
        <translation>Obtain a payment, a written promise or a signed plan, so that limitation runs anew.</translation>
    </message>
    <message>
        <source>首次走访：核实经营场所，了解逾期原因。</source>
        <translation>First visit: see the premises and find out why payment stopped.</translation>
    </message>
    <message>
        <source>回访：看经营有无变化，确认下一步安排。</source>
        <translation>Visit again: see whether business has changed and settle the next step.</translation>
    </message>
    <message>
        <source>查清之前不催收；补齐材料，等办公室答复。</source>
        <translation>Collection rests until it is cleared up; complete the papers and wait for the office.</translation>
    </message>
    <message>
        <source>说明今日应还金额，了解还款安排。</source>
        <translation>Explain what is owed today and ask how it can be paid.</translation>
    </message>
    <message>
        <source>承诺今日还款 {amount}，须当面确认</source>
        <translation>Promised {amount} for today; confirm in person</translation>
    </message>
    <message>
        <source>承诺 {day} 还款 {amount}，尚未到账，须当面确认</source>
        <translation>Promised {amount} for {day}; not received yet, confirm in person</translation>
    </message>
    <message>
        <source>承诺 {day} 还款 {amount}，未足额到账</source>
        <translation>Promised {amount} for {day}; not received in full</translation>
    </message>
    <message>
        <source>方案被退回，须修改后重新提交</source>
        <translation>Plan returned; revise and propose it again</translation>
    </message>
    <message>
        <source>方案被退回：{comment}</source>
        <translation>Plan returned: {comment}</translation>
    </message>
    <message numerus="yes">
        <source>还款计划第 {row} 期逾期 %n 天，应还 {amount}</source>
        <translation>
            <numerusform>Plan instalment {row} is %n day late, {amount} due</numerusform>
            <numerusform>Plan instalment {row} is %n days late, {amount} due</numerusform>
        </translation>
    </message>
    <message>
        <source>还款计划第 {row} 期今日到期，应还 {amount}</source>
        <translation>Plan instalment {row} is due today, {amount}</translation>
    </message>
    <message>
        <source>方案已提出，还没有签署文书</source>
        <translation>Plan proposed; its document is not signed yet</translation>
    </message>
    <message numerus="yes">
        <source>{name}的保证期间剩 %n 天，须向保证人主张</source>
        <translation>
            <numerusform>%n day left to claim on the guarantor {name}</numerusform>
            <numerusform>%n days left to claim on the guarantor {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>诉讼时效剩 %n 天</source>
        <translation>
            <numerusform>%n day left of the limitation period</numerusform>
            <numerusform>%n days left of the limitation period</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>送达催收通知书；诉讼时效剩 %n 天</source>
        <translation>
            <numerusform>Serve the notice: %n day of limitation left</numerusform>
            <numerusform>Serve the notice: %n days of limitation left</numerusform>
        </translation>
    </message>
    <message>
        <source>{matter}待查清，暂缓催收</source>
        <translation>{matter} to be cleared up; collection rests</translation>
    </message>
    <message numerus="yes">
        <source>逾期 %n 天，从未走访</source>
        <translation>
            <numerusform>%n day overdue, never visited</numerusform>
            <numerusform>%n days overdue, never visited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已 %n 天未走访</source>
        <translation>
            <numerusform>Not visited for %n day</numerusform>
            <numerusform>Not visited for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>逾期 %n 天</source>
        <translation>
            <numerusform>%n day overdue</numerusform>
            <numerusform>%n days overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>words.sums</name>
    <message>
        <source>{amount} 元</source>
        <translation>¥&#xa0;{amount}</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>today</translation>
    </message>
    <message>
        <source>明日</source>
        <translation>tomorrow</translation>
    </message>
    <message>
        <source>昨日</source>
        <translation>yesterday</translation>
    </message>
</context>
<context>
    <name>words.visit</name>
    <message>
        <source>见到本人</source>
        <translation>Met the borrower</translation>
    </message>
    <message>
        <source>见到家属</source>
        <translation>Met family</translation>
    </message>
    <message>
        <source>见到店员</source>
        <translation>Met staff</translation>
    </message>
    <message>
        <source>见到保证人</source>
        <translation>Met the guarantor</translation>
    </message>
    <message>
        <source>未见到人</source>
        <translation>Nobody there</translation>
    </message>
    <message>
        <source>承诺还款</source>
        <translation>Promise</translation>
    </message>
    <message>
        <source>商谈方案</source>
        <translation>Plan talks</translation>
    </message>
    <message>
        <source>称已付款</source>
        <translation>Says paid</translation>
    </message>
    <message>
        <source>拒绝还款</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>有争议</source>
        <translation>Dispute</translation>
    </message>
    <message>
        <source>需要扶助</source>
        <translation>Needs help</translation>
    </message>
    <message>
        <source>未找到人</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>已搬离</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>正常营业</source>
        <translation>Open as usual</translation>
    </message>
    <message>
        <source>营业减少</source>
        <translation>Open less</translation>
    </message>
    <message>
        <source>未到营业时间</source>
        <translation>Off hours</translation>
    </message>
    <message>
        <source>长期关门</source>
        <translation>Long closed</translation>
    </message>
    <message>
        <source>店已搬走</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>已转让</source>
        <translation>Handed on</translation>
    </message>
    <message>
        <source>已拆除</source>
        <translation>Demolished</translation>
    </message>
    <message>
        <source>比平时多</source>
        <translation>More than usual</translation>
    </message>
    <message>
        <source>和平时一样</source>
        <translation>As usual</translation>
    </message>
    <message>
        <source>比平时少</source>
        <translation>Fewer than usual</translation>
    </message>
    <message>
        <source>没有客人</source>
        <translation>No customers</translation>
    </message>
    <message>
        <source>备货充足</source>
        <translation>Well stocked</translation>
    </message>
    <message>
        <source>备货正常</source>
        <translation>Normal stock</translation>
    </message>
    <message>
        <source>备货偏少</source>
        <translation>Thin stock</translation>
    </message>
    <message>
        <source>几乎没有备货</source>
        <translation>Almost none</translation>
    </message>
    <message>
        <source>忘记还款</source>
        <translation>Forgot</translation>
    </message>
    <message>
        <source>扣款账户问题</source>
        <translation>Account problem</translation>
    </message>
    <message>
        <source>还款日与回款日不合</source>
        <translation>Due date mismatch</translation>
    </message>
    <message>
        <source>货款未收回</source>
        <translation>Receivables late</translation>
    </message>
    <message>
        <source>销售下降</source>
        <translation>Sales fell</translation>
    </message>
    <message>
        <source>售价下跌</source>
        <translation>Prices fell</translation>
    </message>
    <message>
        <source>进货成本上涨</source>
        <translation>Costs rose</translation>
    </message>
    <message>
        <source>家庭变故</source>
        <translation>Family</translation>
    </message>
    <message>
        <source>生病</source>
        <translation>Illness</translation>
    </message>
    <message>
        <source>意外事故</source>
        <translation>Accident</translation>
    </message>
    <message>
        <source>受灾</source>
        <translation>Disaster</translation>
    </message>
    <message>
        <source>对债务有争议</source>
        <translation>Disputed</translation>
    </message>
    <message>
        <source>原因不明</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>票据未兑付</source>
        <translation>Bill not cleared</translation>
    </message>
    <message>
        <source>行情突变</source>
        <translation>Market shock</translation>
    </message>
    <message>
        <source>婚嫁、上学、购房等开支</source>
        <translation>Wedding, school or housing costs</translation>
    </message>
    <message>
        <source>赌博或酗酒</source>
        <translation>Gambling or drinking</translation>
    </message>
    <message>
        <source>经营违法</source>
        <translation>Illegal business</translation>
    </message>
    <message>
        <source>涉嫌欺诈</source>
        <translation>Suspected fraud</translation>
    </message>
    <message>
        <source>营业状态</source>
        <translation>Open or closed</translation>
    </message>
    <message>
        <source>十分钟客流</source>
        <translation>Customers in 10 min</translation>
    </message>
    <message>
        <source>客流</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>备货</source>
        <translation>Stock</translation>
    </message>
    <message>
        <source>在岗人数</source>
        <translation>Staff present</translation>
    </message>
    <message>
        <source>平时人数</source>
        <translation>Usual staff</translation>
    </message>
    <message>
        <source>日销售（自述）</source>
        <translation>Sales a day</translation>
    </message>
    <message>
        <source>月销售（自述）</source>
        <translation>Stated sales a month</translation>
    </message>
    <message>
        <source>月进货</source>
        <translation>Purchases a month</translation>
    </message>
    <message>
        <source>毛利率</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>月经营费用</source>
        <translation>Costs a month</translation>
    </message>
    <message>
        <source>月家庭开支</source>
        <translation>Household a month</translation>
    </message>
    <message>
        <source>月其他还款</source>
        <translation>Other debts a month</translation>
    </message>
    <message>
        <source>电话跟进</source>
        <translation>Follow up by phone</translation>
    </message>
    <message>
        <source>再次上门</source>
        <translation>Visit again</translation>
    </message>
    <message>
        <source>做还款方案</source>
        <translation>Make a plan</translation>
    </message>
    <message>
        <source>送达通知</source>
        <translation>Serve a notice</translation>
    </message>
    <message>
        <source>联系保证人</source>
        <translation>Contact the guarantor</translation>
    </message>
    <message>
        <source>转扶助</source>
        <translation>Hand to hardship desk</translation>
    </message>
    <message>
        <source>请示主管</source>
        <translation>Ask the supervisor</translation>
    </message>
    <message>
        <source>准备诉讼</source>
        <translation>Prepare a suit</translation>
    </message>
    <message>
        <source>等待到账</source>
        <translation>Wait for payment</translation>
    </message>
    <message>
        <source>同意录音</source>
        <translation>Agrees to recording</translation>
    </message>
    <message>
        <source>不同意录音</source>
        <translation>Refuses recording</translation>
    </message>
    <message>
        <source>没有询问</source>
        <translation>Not asked</translation>
    </message>
    <message>
        <source>就在现场</source>
        <translation>on the spot</translation>
    </message>
    <message>
        <source>在附近</source>
        <translation>nearby</translation>
    </message>
    <message>
        <source>说不准</source>
        <translation>cannot say</translation>
    </message>
    <message>
        <source>不在登记地址</source>
        <translation>not at the registered address</translation>
    </message>
    <message>
        <source>按自述月销售</source>
        <translation>Stated sales a month</translation>
    </message>
    <message>
        <source>按日销售 × 30</source>
        <translation>30 × sales a day</translation>
    </message>
    <message>
        <source>按进货 ÷（1 − 毛利率）</source>
        <translation>Purchases ÷ (1 − margin)</translation>
    </message>
    <message numerus="yes">
        <source>%n 人</source>
        <translation>
            <numerusform>%n</numerusform>
            <numerusform>%n</numerusform>
        </translation>
    </message>
</context>
</TS>
