sitegenSearch.receive("suggest/xl.js",[["锡林郭勒盟","xilinguoleimeng","xlglm","place",1],["锡林郭勒盟中级人民法院","xilinguoleimengzhongjirenminfayuan","xlglmzjrmfy","unit",1]]);
