select kernel_isolate('agent_budget_use');
