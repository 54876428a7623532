/** The AI CRO: guards prices, closings and invoices, and spots accounts that are ready for more. */
@NullMarked
package io.revenueos.cro;

import org.jspecify.annotations.NullMarked;
