package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.jdbc.testkit.SchemaRulesContract;

class SchemaRulesTest extends SchemaRulesContract {
  @Override
  protected SchemaPart[] parts() {
    return new SchemaPart[0];
  }
}
