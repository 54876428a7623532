package io.revenueos.kernel.tenant;

/** A user in a workspace. */
public record Member(WorkspaceId workspace, UserId user, WorkspaceRole role) {}
