sitegenSearch.receive("suggest/et.js",[["鄂托克旗","etuokeqi","etkq","place",1],["鄂托克旗人民法院“执行完毕率”位居全区首位","etuokeqirenminfayuanzhixingwanbilvweijuquanqushouwei","etkqrmfyzxwblwjqqsw","title",1]]);
