/* The handlers of open data. */
#ifndef FEATURES_CATALOGUE_API_H
#define FEATURES_CATALOGUE_API_H

#include "features/catalogue/catalogue.h"

page_fn catalogue_api_services, catalogue_api_service, catalogue_api_organisations,
	catalogue_api_organisation;

#endif
