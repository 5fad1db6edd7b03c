sitegenSearch.receive("suggest/xc.js",[["新城区","xinchengqu","xcq","place",1]]);
