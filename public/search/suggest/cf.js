sitegenSearch.receive("suggest/cf.js",[["赤峰市","chifengshi","cfs","place",2],["赤峰市中级人民法院","chifengshizhongjirenminfayuan","cfszjrmfy","unit",2]]);
