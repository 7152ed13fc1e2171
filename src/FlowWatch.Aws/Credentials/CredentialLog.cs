using FlowWatch.Core.Accounts;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Aws.Credentials;

/// <summary>What is logged about credentials. Never a key, never a token.</summary>
internal static partial class CredentialLog
{
    [LoggerMessage(EventIds.SessionOpened, LogLevel.Debug, "Opened the session {AssumedRole}; it ends at {Expires:u}.", EventName = nameof(EventIds.SessionOpened))]
    public static partial void SessionOpened(ILogger logger, string assumedRole, DateTimeOffset expires);

    [LoggerMessage(EventIds.SessionNotRenewed, LogLevel.Warning, "The session of {Role} could not be renewed and is used on until it ends at {Expires:u}; next attempt in {Pause}. {Failure}", EventName = nameof(EventIds.SessionNotRenewed))]
    public static partial void SessionNotRenewed(ILogger logger, string role, DateTimeOffset expires, TimeSpan pause, CredentialFailure failure);

    [LoggerMessage(EventIds.SessionNotOpened, LogLevel.Error, "No session of {Role}; next attempt in {Pause} at the earliest. {Failure}", EventName = nameof(EventIds.SessionNotOpened))]
    public static partial void SessionNotOpened(ILogger logger, string role, TimeSpan pause, CredentialFailure failure);

    [LoggerMessage(EventIds.SessionForgotten, LogLevel.Warning, "AWS no longer takes the session of {Role} ({Code}); a new one is opened.", EventName = nameof(EventIds.SessionForgotten))]
    public static partial void SessionForgotten(ILogger logger, string role, string code);
}
