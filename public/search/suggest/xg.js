sitegenSearch.receive("suggest/xg.js",[["习惯安全 人人消防","xiguananquanrenrenxiaofang","xgaqrrxf","title",1]]);
