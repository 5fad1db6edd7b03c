sitegenSearch.receive("suggest/hh.js",[["呼和浩特市新城区人民法院","huhehaoteshixinchengqurenminfayuan","hhhtsxcqrmfy","unit",1]]);
