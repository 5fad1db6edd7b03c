sitegenSearch.receive("suggest/yf.js",[["一封来自最高人民法院的感谢信","yifenglaizizuigaorenminfayuandeganxiexin","yflzzgrmfydgxx","title",1],["杨富荣","yangfurong","yfr","person",1]]);
