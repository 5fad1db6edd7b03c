sitegenSearch.receive("suggest/bw.js",[["把握公正根本要求 用心用情办理案件","bawogongzhenggenbenyaoqiuyongxinyongqingbanlianjian","bwgzgbyqyxyqblaj","title",1]]);
