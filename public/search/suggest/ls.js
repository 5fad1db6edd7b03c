sitegenSearch.receive("suggest/ls.js",[["落实“六个行动” 推进“四项工程”","luoshiliugexingdongtuijinsixianggongcheng","lslgxdtjsxgc","title",1]]);
