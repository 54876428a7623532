/** The CRM of a tenant: leads, deals, contacts, what happened, and what is to be done. */
@NullMarked
package io.revenueos.kernel.jdbc.crm;

import org.jspecify.annotations.NullMarked;
