/* What the pages of the room do when something is posted. */
#ifndef FEATURES_MATERIAL_ACTIONS_H
#define FEATURES_MATERIAL_ACTIONS_H

#include "core/http/handler.h"

page_fn material_show_list, material_show_version;
action_fn material_prepare_new, material_add;
action_fn material_prepare_release, material_release;
action_fn material_put_aside, material_invite, material_remark, material_answer;

#endif
