package io.revenueos.kernel.agent;

/**
 * What a model wants to use. Nothing about it is checked yet: neither that there is such a tool nor
 * that the arguments are JSON.
 *
 * @param id given by the model, to tell its calls apart
 * @param arguments as the model wrote them
 */
public record ToolCall(String id, String tool, String arguments) {}
