using Amazon.Runtime;
using FlowWatch.Aws.Credentials;
using FlowWatch.Core.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests.Credentials;

public class RenewingCredentialsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly FakeSessions sessions = new();
    private readonly RecordingLogger logger = new();
    private readonly RenewingCredentials credentials;

    public RenewingCredentialsTests() => credentials = new RenewingCredentials(sessions, TimeSpan.FromMinutes(15), time, logger);

    [Fact]
    public async Task GetCredentialsAsync_HundredAtOnce_OpenOneSession()
    {
        var open = new TaskCompletionSource<RoleSessionAnswer>();
        sessions.Answer(_ => open.Task);

        var callers = Enumerable.Range(0, 100).Select(_ => Task.Run(credentials.GetCredentialsAsync)).ToList();
        open.SetResult(FakeSessions.Session("A", Start.AddHours(1)));
        var keys = await Task.WhenAll(callers);

        Assert.Equal(1, sessions.Attempts);
        Assert.All(keys, key => Assert.Equal("A", key.AccessKey));
        Assert.Equal(Start.AddHours(1).UtcDateTime, credentials.Expiration);
    }

    [Fact]
    public async Task GetCredentialsAsync_SessionIsFresh_IsAskedForOnce()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));
        await credentials.GetCredentialsAsync();

        time.Advance(TimeSpan.FromMinutes(44));

        Assert.Equal("A", (await credentials.GetCredentialsAsync()).AccessKey);
        Assert.Equal(1, sessions.Attempts);
    }

    [Fact]
    public async Task GetCredentialsAsync_CloseToTheEnd_RenewsInTheBackgroundOnce()
    {
        var second = new TaskCompletionSource<RoleSessionAnswer>();
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));
        sessions.Answer(_ => second.Task);
        await credentials.GetCredentialsAsync();
        await logger.NextAsync("SessionOpened");

        time.Advance(TimeSpan.FromMinutes(45));
        for (var i = 0; i < 10; i++) Assert.Equal("A", (await credentials.GetCredentialsAsync()).AccessKey);
        second.SetResult(FakeSessions.Session("B", Start.AddMinutes(105)));
        await logger.NextAsync("SessionOpened");

        Assert.Equal("B", (await credentials.GetCredentialsAsync()).AccessKey);
        Assert.Equal(2, sessions.Attempts);
    }

    [Fact]
    public async Task GetCredentialsAsync_ShortSession_IsRenewedAtHalfItsLife()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddMinutes(10)));
        sessions.Answer(FakeSessions.Session("B", Start.AddMinutes(15)));
        await credentials.GetCredentialsAsync();
        await logger.NextAsync("SessionOpened");

        time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal("A", (await credentials.GetCredentialsAsync()).AccessKey);
        Assert.Equal(1, sessions.Attempts);

        time.Advance(TimeSpan.FromMinutes(0.1));
        await credentials.GetCredentialsAsync();
        await logger.NextAsync("SessionOpened");
        Assert.Equal("B", (await credentials.GetCredentialsAsync()).AccessKey);
    }

    [Fact]
    public async Task GetCredentialsAsync_RenewalFails_KeepsTheOldOnesAndSaysSo()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));
        sessions.Answer(FakeSessions.Failure("STS is away."));
        sessions.Answer(FakeSessions.Session("B", Start.AddHours(2)));
        await credentials.GetCredentialsAsync();

        time.Advance(TimeSpan.FromMinutes(45));
        Assert.Equal("A", (await credentials.GetCredentialsAsync()).AccessKey);
        var said = await logger.NextAsync("SessionNotRenewed");
        Assert.Equal("A", (await credentials.GetCredentialsAsync()).AccessKey);
        Assert.Equal(2, sessions.Attempts);

        time.Advance(RenewingCredentials.Pause);
        await credentials.GetCredentialsAsync();
        await logger.NextAsync("SessionOpened");

        Assert.Equal("B", (await credentials.GetCredentialsAsync()).AccessKey);
        Assert.Equal(
            "SessionNotRenewed: Warning: The session of arn:aws:iam::444455556666:role/FlowWatchReadOnly could not be renewed and is used on until it ends at 2026-01-05 13:00:00Z; next attempt in 00:00:10. member role: STS is away.",
            said);
    }

    [Fact]
    public async Task GetCredentialsAsync_FirstFails_IsNotAskedAgainAtOnce()
    {
        sessions.Answer(FakeSessions.Failure("No."));
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));

        for (var i = 0; i < 5; i++)
        {
            var error = await Assert.ThrowsAsync<CredentialException>(credentials.GetCredentialsAsync);
            Assert.Equal(("member role: No.", "No."), (error.Message, error.Failure.Message));
        }

        Assert.Equal(1, sessions.Attempts);
        time.Advance(RenewingCredentials.Pause);
        Assert.Equal("A", (await credentials.GetCredentialsAsync()).AccessKey);
    }

    [Fact]
    public async Task GetCredentialsAsync_OldSessionHasEnded_WaitsForTheNewOne()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));
        sessions.Answer(FakeSessions.Session("B", Start.AddHours(3)));
        await credentials.GetCredentialsAsync();

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("B", (await credentials.GetCredentialsAsync()).AccessKey);
    }

    [Fact]
    public async Task GetCredentialsAsync_OldSessionHasEndedAndNoneCanBeHad_Fails()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));
        sessions.Answer(FakeSessions.Failure("No."));
        await credentials.GetCredentialsAsync();

        time.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<CredentialException>(credentials.GetCredentialsAsync);
    }

    [Fact]
    public async Task GetCredentialsAsync_NobodyAnswers_GivesUp()
    {
        var asked = new TaskCompletionSource();
        sessions.Answer(async cancellationToken =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            throw new InvalidOperationException("It cannot come to this.");
        });

        var keys = credentials.GetCredentialsAsync();
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(60));

        var error = await Assert.ThrowsAsync<CredentialException>(() => keys);
        Assert.Equal((CredentialFailureKind.Unavailable, "arn:aws:iam::444455556666:role/FlowWatchReadOnly: no answer within 60 seconds."), (error.Failure.Kind, error.Failure.Message));
    }

    [Fact]
    public async Task GetCredentialsAsync_SourceHasABug_FailsForAllWhoWait()
    {
        sessions.Answer(_ => throw new InvalidOperationException("broken, with eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhcGkifQ.c2ln in it"));

        var error = await Assert.ThrowsAsync<CredentialException>(credentials.GetCredentialsAsync);

        Assert.Equal("arn:aws:iam::444455556666:role/FlowWatchReadOnly: InvalidOperationException: broken, with (hidden) in it", error.Failure.Message);
    }

    [Fact]
    public async Task GetCredentialsAsync_SessionIsOverAtBirth_BlamesTheClock()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddMinutes(-1)));

        var error = await Assert.ThrowsAsync<CredentialException>(credentials.GetCredentialsAsync);

        Assert.Equal(CredentialCondition.Clock, Assert.Single(error.Failure.Hints).Condition);
    }

    [Fact]
    public async Task Forget_SessionThatAwsRefuses_OpensANewOne()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));
        sessions.Answer(FakeSessions.Session("B", Start.AddHours(2)));
        await credentials.GetCredentialsAsync();

        time.Advance(TimeSpan.FromMinutes(1));
        credentials.Forget("ExpiredToken");

        Assert.Equal("B", (await credentials.GetCredentialsAsync()).AccessKey);
    }

    [Fact]
    public async Task Forget_SessionOpenedJustNow_StaysForIsNotAskedAgainAndAgain()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));
        await credentials.GetCredentialsAsync();

        time.Advance(RenewingCredentials.Pause - TimeSpan.FromTicks(1));
        credentials.Forget("InvalidClientTokenId");

        Assert.Equal("A", (await credentials.GetCredentialsAsync()).AccessKey);
    }

    [Fact]
    public void GetCredentials_WithoutAwaiting_GivesTheSame()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));

        Assert.Equal(new ImmutableCredentials("A", "secret-of-A", "token-of-A"), credentials.GetCredentials());
    }

    [Fact]
    public async Task GetCredentials_RenewedBetweenTheTwoQuestionsOfARequest_GivesTheSameSession()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));
        sessions.Answer(FakeSessions.Session("B", Start.AddHours(2)));
        await credentials.GetCredentialsAsync();
        await logger.NextAsync("SessionOpened");
        time.Advance(TimeSpan.FromMinutes(45));

        // As the SDK's signer does, in one flow.
        var token = await credentials.GetCredentialsAsync();
        await logger.NextAsync("SessionOpened");
        var keys = credentials.GetCredentials();

        Assert.Equal(("A", "A"), (token.AccessKey, keys.AccessKey));
        Assert.Equal("B", (await credentials.GetCredentialsAsync()).AccessKey);
        Assert.Equal("B", credentials.GetCredentials().AccessKey);
    }

    [Fact]
    public async Task EverythingThatIsSaid_HoldsNoKey()
    {
        sessions.Answer(FakeSessions.Session("A", Start.AddHours(1)));
        sessions.Answer(FakeSessions.Failure("No."));
        var keys = await credentials.GetCredentialsAsync();
        await logger.NextAsync("SessionOpened");
        time.Advance(TimeSpan.FromMinutes(50));
        var session = await credentials.GetSessionAsync();
        await logger.NextAsync("SessionNotRenewed");
        credentials.Forget("ExpiredToken");
        await logger.NextAsync("SessionForgotten");

        string[] said = [.. logger.Entries, session.Session!.ToString(), credentials.ToString()!, keys.ToString()!];
        Assert.All(said, text => Assert.DoesNotMatch("secret-of|token-of", text));
    }
}
