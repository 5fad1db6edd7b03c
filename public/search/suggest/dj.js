sitegenSearch.receive("suggest/dj.js",[["党建引领“双推进” 同频共振“深融合”","dangjianyinlingshuangtuijintongpingongzhenshenronghe","djylstjtpgzsrh","title",1]]);
