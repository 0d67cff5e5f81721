"""Whether an address lies outside China: nothing is said about it then but that."""

from __future__ import annotations

import re

_NAMED = re.compile(
    "日本|韩国|大韩民国|朝鲜民主|美国|美利坚|加拿大|墨西哥|巴西|阿根廷|智利|秘鲁|哥伦比亚|英国|法国|德国|"
    "意大利|西班牙|葡萄牙|荷兰|比利时|瑞士|奥地利|瑞典|挪威|丹麦|芬兰|冰岛|爱尔兰|波兰|捷克|匈牙利|希腊|"
    "土耳其|俄罗斯|乌克兰|白俄罗斯|哈萨克斯坦|吉尔吉斯斯坦|塔吉克斯坦|乌兹别克斯坦|土库曼斯坦|蒙古国|越南|"
    "老挝|柬埔寨|缅甸|泰国|马来西亚|新加坡|印度尼西亚|印尼|菲律宾|文莱|印度|巴基斯坦|孟加拉国|尼泊尔|不丹|"
    "斯里兰卡|马尔代夫|伊朗|伊拉克|以色列|沙特阿拉伯|沙特|阿联酋|卡塔尔|科威特|埃及|南非|尼日利亚|肯尼亚|"
    "埃塞俄比亚|坦桑尼亚|安哥拉|摩洛哥|澳大利亚|澳洲|新西兰|"
    "东京都|大阪府|大阪市|京都府|京都市|北海道札幌|神奈川县|横滨市|名古屋|福冈县|福冈市|首尔|汉城市|釜山|"
    "仁川广域|济州特别|平壤|河内市|胡志明市|金边市|万象市|曼谷|清迈|仰光|曼德勒|吉隆坡|马尼拉|雅加达|"
    "乌兰巴托|莫斯科|圣彼得堡|海参崴|符拉迪沃斯托克|阿拉木图|新德里|孟买|迪拜|伦敦|巴黎市|柏林市|法兰克福|"
    "纽约|洛杉矶|旧金山|芝加哥|西雅图|多伦多|温哥华|悉尼|墨尔本|奥克兰"
)
"""Countries, the longer of two names first, and cities that are written without one."""
_NO_COUNTRY = re.compile(
    r"(?:料理|烧烤|寿司|烤肉|街|路|城(?!市)|馆|风情|园|村|小镇|商品|进口|化妆|服饰|服装|超市|餐厅|牛排|加州|白马|领事|工业|科技|花园|小区|"
    r"广场|大道|山庄|阳光|庄园|假日|印象|春天|街区|公馆|国际|银座|大厦|中心)"
)
_OTHER_SCRIPT = re.compile("[\u3040-\u30fa\uac00-\ud7a3\u0400-\u04ff\u0e00-\u0eff\u0600-\u06ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[a-z]{3}")
_OF_CHINA = re.compile("china|prc|hongkong|macau|macao|taiwan")


def foreign(text: str) -> bool:
    """Whether `text` (of `address_text.plain`) begins in another country, or is written in another country's script."""
    named = _NAMED.match(text)
    if named and not _NO_COUNTRY.match(text, named.end()):
        return True
    if _OTHER_SCRIPT.search(text):
        return True
    return not _HAN.search(text) and bool(_LATIN.search(text)) and not _OF_CHINA.search(text)
