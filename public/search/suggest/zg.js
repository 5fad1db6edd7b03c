sitegenSearch.receive("suggest/zg.js",[["最高人民法院","zuigaorenminfayuan","zgrmfy","unit",2],["最高人民检察院","zuigaorenminjianchayuan","zgrmjcy","unit",1]]);
