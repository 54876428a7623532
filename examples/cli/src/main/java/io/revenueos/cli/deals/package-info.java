/**
 * A CRM's export of deals: which column is what, what a cell means, and the event a row becomes.
 */
@NullMarked
package io.revenueos.cli.deals;

import org.jspecify.annotations.NullMarked;
