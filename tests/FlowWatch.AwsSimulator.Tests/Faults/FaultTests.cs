using System.Diagnostics;
using System.Net;
using System.Xml;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Policies;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.AwsSimulator.Tests.Faults;

public class FaultTests
{
    public static TheoryData<string, SimulatedFault, string, HttpStatusCode> Errors => new()
    {
        { nameof(SimulatedFault.Throttled), SimulatedFault.Throttled, "Throttling", HttpStatusCode.BadRequest },
        { nameof(SimulatedFault.LimitExceeded), SimulatedFault.LimitExceeded, "LimitExceeded", HttpStatusCode.BadRequest },
        { nameof(SimulatedFault.InternalError), SimulatedFault.InternalError, "InternalFailure", HttpStatusCode.InternalServerError },
        { nameof(SimulatedFault.Unavailable), SimulatedFault.Unavailable, "ServiceUnavailable", HttpStatusCode.ServiceUnavailable },
        { nameof(SimulatedFault.AccessDenied), SimulatedFault.AccessDenied, "AccessDenied", HttpStatusCode.Forbidden },
        { nameof(SimulatedFault.ExpiredToken), SimulatedFault.ExpiredToken, "ExpiredToken", HttpStatusCode.Forbidden },
        { nameof(SimulatedFault.Error), SimulatedFault.Error("OptInRequired", HttpStatusCode.Forbidden, "Not here."), "OptInRequired", HttpStatusCode.Forbidden },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public async Task Fault_ThatIsAnError_HasTheServicesOwnCode(string name, SimulatedFault fault, string code, HttpStatusCode status)
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var injected = aws.Faults.Add(fault, FaultScope.Of("sts"));
        using var sts = aws.StsClient();

        var error = await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => AskAsync(sts));

        Assert.Equal((name, code, status), (name, error.ErrorCode, error.StatusCode));
        Assert.Equal(1, injected.Met);
    }

    [Fact]
    public async Task Fault_ForTwoRequests_IsOverAfterThem()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var injected = aws.Faults.Add(SimulatedFault.Unavailable, times: 2);
        using var sts = aws.StsClient(retries: 3);

        Assert.Equal("111122223333", (await AskAsync(sts)).Account);

        Assert.Equal((2, 3), (injected.Met, aws.Requests.Count));
    }

    [Fact]
    public async Task Fault_AfterTheFirstRequest_LetsThatPass()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.InternalError, after: 1);
        using var sts = aws.StsClient();

        await AskAsync(sts);
        await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => AskAsync(sts));
    }

    [Theory]
    [InlineData("sts", "AssumeRole", null, null)]
    [InlineData("logs", null, null, null)]
    [InlineData(null, null, "444455556666", null)]
    [InlineData(null, null, null, "us-east-1")]
    public async Task Fault_ForOthers_IsNotMet(string? service, string? action, string? account, string? region)
    {
        await using var aws = await SimulatedAws.StartAsync();
        var injected = aws.Faults.Add(
            SimulatedFault.InternalError, new FaultScope { Service = service, Action = action, Account = account, Region = region });
        using var sts = aws.StsClient();

        await AskAsync(sts);

        Assert.Equal(0, injected.Met);
    }

    [Fact]
    public async Task Fault_ForOneAccount_IsNotMetByAnother()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.Throttled, new FaultScope { Account = "444455556666" });
        using var spared = aws.StsClient();
        using var met = aws.StsClient(aws.AddUser("444455556666", "user", SimulatedPolicies.AllowEverything));

        await AskAsync(spared);
        await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => AskAsync(met));
    }

    [Fact]
    public async Task Clear_WithFaultsInForce_EndsThem()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.ConnectionReset);
        aws.Faults.ClockSkew = TimeSpan.FromHours(1);

        aws.Faults.Clear();

        using var sts = aws.StsClient();
        Assert.Equal("111122223333", (await AskAsync(sts)).Account);
    }

    [Fact]
    public async Task Slow_TakesItsTimeAndAnswersRightly()
    {
        var time = new FakeTimeProvider();
        await using var aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time });
        using var injected = aws.Faults.Add(SimulatedFault.Slow(TimeSpan.FromSeconds(30)));
        using var sts = aws.StsClient();

        var asking = AskAsync(sts);
        await UntilAsync(() => injected.Met == 1);
        Assert.False(asking.IsCompleted);
        // The delay starts a moment after the fault is met, so time goes on until the answer is there.
        while (!asking.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Equal("111122223333", (await asking).Account);
    }

    [Fact]
    public async Task NeverAnswered_ClientGivesUp_AndTheSimulatorStops()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var injected = aws.Faults.Add(SimulatedFault.NeverAnswered);
        using var sts = aws.StsClient();
        using var patience = new CancellationTokenSource();

        var asking = sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), patience.Token);
        await UntilAsync(() => injected.Met == 1);
        Assert.False(asking.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task NeverAnswered_SimulatorStops_RequestIsLetGo()
    {
        var aws = await SimulatedAws.StartAsync();
        using var injected = aws.Faults.Add(SimulatedFault.NeverAnswered);
        using var sts = aws.StsClient();
        var asking = AskAsync(sts);
        await UntilAsync(() => injected.Met == 1);

        await aws.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => asking);
    }

    [Fact]
    public async Task ConnectionReset_OnceAndRetried_Succeeds()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var injected = aws.Faults.Add(SimulatedFault.ConnectionReset, times: 1);
        using var sts = aws.StsClient(retries: 2);

        await AskAsync(sts);

        Assert.Equal((1, 2), (injected.Met, aws.Requests.Count));
    }

    [Fact]
    public async Task ConnectionReset_Always_IsAnHttpError()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.ConnectionReset);
        using var sts = aws.StsClient();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(sts));

        Assert.Contains(Chain(error), each => each is HttpRequestException or IOException);
        Assert.Single(aws.Requests);
    }

    // Eleven times the same request, whatever is set for retries: what must not happen twice needs this switched off.
    [Fact]
    public async Task ConnectionReset_SdkAsItComes_IsSentAgainTenTimes()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.ConnectionReset);
        var config = SdkClients.Configured(aws, new AmazonSecurityTokenServiceConfig());
        config.MaxStaleConnectionRetries = new AmazonSecurityTokenServiceConfig().MaxStaleConnectionRetries;
        using var sts = new AmazonSecurityTokenServiceClient(SdkClients.Keys(aws, null), config);

        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(sts));

        Assert.Equal(11, aws.Requests.Count);
    }

    [Fact]
    public async Task TruncatedBody_IsNoAnswer()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.TruncatedBody);
        using var sts = aws.StsClient();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(sts));

        Assert.Contains(Chain(error), each => each is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded });
        Assert.Single(aws.Requests);
    }

    // The SDK lets its parser's own exception through: what speaks to AWS must be ready for more than AmazonServiceException.
    [Fact]
    public async Task GarbageBody_CannotBeRead()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.GarbageBody);
        using var sts = aws.StsClient();

        await Assert.ThrowsAsync<XmlException>(() => AskAsync(sts));
    }

    // And XML that is something else reads as an answer in which everything is absent.
    [Fact]
    public async Task OtherBody_ThatIsXml_ReadsAsAnEmptyAnswer()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.OtherBody("<html><body>Please log in to the network.</body></html>"));
        using var sts = aws.StsClient();

        Assert.Null((await AskAsync(sts)).Account);
    }

    private static Task<GetCallerIdentityResponse> AskAsync(AmazonSecurityTokenServiceClient sts) =>
        sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException) yield return error;
    }

    /// <summary>Waits for the server's thread to get there; it needs no time of its own.</summary>
    private static async Task UntilAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "It did not happen within 30 seconds.");
            await Task.Yield();
        }
    }
}
