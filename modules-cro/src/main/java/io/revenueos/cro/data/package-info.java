/** The AI CRO's tables: targets, forecasts and deal reviews of a tenant. */
@NullMarked
package io.revenueos.cro.data;

import org.jspecify.annotations.NullMarked;
