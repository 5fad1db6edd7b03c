sitegenSearch.receive("suggest/kz.js",[["开展专项集中行动 严厉打击拒执行为","kaizhanzhuanxiangjizhongxingdongyanlidajijuzhixingwei","kzzxjzxdyldjjzxw","title",1]]);
