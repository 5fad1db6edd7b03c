sitegenSearch.receive("suggest/cl.js",[["锤炼政治品格 夯实思想基础","chuilianzhengzhipingehangshisixiangjichu","clzzpghssxjc","title",1]]);
