sitegenSearch.receive("suggest/wl.js",[["乌兰察布市","wulanchabushi","wlcbs","place",1],["乌兰察布市中级人民法院","wulanchabushizhongjirenminfayuan","wlcbszjrmfy","unit",1]]);
