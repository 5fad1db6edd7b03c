sitegenSearch.receive("suggest/nm.js",[["内蒙古自治区高级人民法院","neimengguzizhiqugaojirenminfayuan","nmgzzqgjrmfy","unit",3]]);
