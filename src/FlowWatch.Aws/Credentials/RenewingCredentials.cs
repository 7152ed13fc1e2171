using Amazon.Runtime;
using FlowWatch.Core.Accounts;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Aws.Credentials;

/// <summary>
/// The credentials of one role, shared by all clients that act as it. They are renewed ahead of their end, in the background and once
/// however many ask; while old ones live a renewal that fails does no harm; and a role that cannot be assumed is not asked for again
/// and again. The SDK's own refreshing credentials cannot do the last two, and read the wall clock.
/// </summary>
internal sealed class RenewingCredentials : AWSCredentials
{
    /// <summary>How long a failure is believed before it is tried again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // Beyond this the answer is of no use to anybody: whoever waits has given up, or holds up a check.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The SDK asks twice for each request: with GetCredentialsAsync for the session's token, then with GetCredentials for the keys that
    // sign. Were the session renewed in between, AWS would get the token of one and the signature of another, and refuse both.
    private readonly AsyncLocal<RoleSession?> handedOut = new();

    private readonly Lock gate = new();
    private readonly IRoleSessionSource source;
    private readonly TimeSpan renewBefore;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    private RoleSession? session;
    private DateTimeOffset opened;
    private CredentialFailure? failure;
    private DateTimeOffset failed;
    private Task<RoleSessionAnswer>? opening;

    /// <summary>Credentials of a role; nothing is asked yet.</summary>
    /// <param name="source">Opens sessions of the role.</param>
    /// <param name="renewBefore">How long before its end a session is replaced. More than half of a session's life counts as half.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="logger">Is told of failures.</param>
    public RenewingCredentials(IRoleSessionSource source, TimeSpan renewBefore, TimeProvider time, ILogger logger)
    {
        this.source = source;
        this.renewBefore = renewBefore;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>ARN of the role.</summary>
    public string Role => source.Role;

    /// <summary>When the session at hand ends; null where there is none. UTC.</summary>
    public override DateTime? Expiration
    {
        get
        {
            lock (gate) return session?.Expires.UtcDateTime;
        }
    }

    /// <summary>The session at hand, or a new one; opening one is waited for only where none lives.</summary>
    public Task<RoleSessionAnswer> GetSessionAsync()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var live = session is { } current && now < current.Expires ? current : null;
            if (live is not null && now < RenewalOf(live)) return Task.FromResult<RoleSessionAnswer>(live);
            if (failure is not null && now < failed + Pause) return Task.FromResult<RoleSessionAnswer>(live is not null ? live : failure);

            // On the pool: nothing of the source may run while the gate is held.
            opening ??= Task.Run(OpenAsync);
            return live is not null ? Task.FromResult<RoleSessionAnswer>(live) : opening;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="CredentialException">There is no session, and none could be opened.</exception>
    public override Task<ImmutableCredentials> GetCredentialsAsync()
    {
        // Not an async method: what it notes for the flow it is called in must stay when it returns.
        var answer = GetSessionAsync();
        handedOut.Value = answer is { IsCompletedSuccessfully: true, Result: { IsSession: true, Session: var live } } ? live : null;
        return KeysAsync(answer);
    }

    /// <inheritdoc/>
    /// <exception cref="CredentialException">There is no session, and none could be opened.</exception>
    public override ImmutableCredentials GetCredentials() => handedOut.Value is { } live && time.GetUtcNow() < live.Expires
        ? live.Credentials
        : Task.Run(() => KeysAsync(GetSessionAsync())).GetAwaiter().GetResult();

    /// <summary>
    /// Drops the session because AWS refused it as invalid (revoked, or ended by AWS's clock), so that the next call opens a new one.
    /// One that was opened just now stays: it is not the session that gets better by asking again.
    /// </summary>
    /// <param name="code">AWS's error code.</param>
    public void Forget(string code)
    {
        lock (gate)
        {
            if (session is null || time.GetUtcNow() < opened + Pause) return;
            session = null;
        }

        CredentialLog.SessionForgotten(logger, Role, SecretFreeText.Of(code));
    }

    private static async Task<ImmutableCredentials> KeysAsync(Task<RoleSessionAnswer> opened)
    {
        var answer = await opened.ConfigureAwait(false);
        return answer.IsSession ? answer.Session.Credentials : throw new CredentialException(answer.Failure);
    }

    private DateTimeOffset RenewalOf(RoleSession live)
    {
        var halfLife = (live.Expires - opened) / 2;
        return live.Expires - (renewBefore < halfLife ? renewBefore : halfLife);
    }

    private async Task<RoleSessionAnswer> OpenAsync()
    {
        RoleSessionAnswer answer;
        using (var patience = new CancellationTokenSource(Patience, time))
        {
            try
            {
                answer = await source.OpenAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                answer = CredentialFailures.NoAnswer(source, Patience);
            }
            catch (Exception error)
            {
                // A bug, but one that must not leave everybody waiting for a session that never comes.
                answer = CredentialFailures.Unexpected(source, error);
            }
        }

        return Keep(answer);
    }

    private RoleSessionAnswer Keep(RoleSessionAnswer answer)
    {
        RoleSession? live;
        lock (gate)
        {
            opening = null;
            var now = time.GetUtcNow();
            if (answer is { IsSession: true, Session: { } ended } && ended.Expires <= now) answer = CredentialFailures.AlreadyEnded(source, ended.Expires, now);
            if (answer.IsSession)
            {
                (session, opened, failure) = (answer.Session, now, null);
            }
            else
            {
                (failure, failed) = (answer.Failure, now);
            }

            live = session is { } current && now < current.Expires ? current : null;
        }

        if (answer.IsSession) CredentialLog.SessionOpened(logger, answer.Session.AssumedRole, answer.Session.Expires);
        else if (live is not null) CredentialLog.SessionNotRenewed(logger, Role, live.Expires, Pause, answer.Failure);
        else CredentialLog.SessionNotOpened(logger, Role, Pause, answer.Failure);
        return answer;
    }
}
