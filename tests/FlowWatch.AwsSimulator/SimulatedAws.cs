using FlowWatch.AwsSimulator.CloudWatch;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Iam;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.S3;
using FlowWatch.AwsSimulator.Server;
using FlowWatch.AwsSimulator.Signing;
using FlowWatch.AwsSimulator.Sns;
using FlowWatch.AwsSimulator.Sts;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator;

/// <summary>
/// A server on loopback that behaves like AWS: real SDK clients speak to it over HTTP. All services share one endpoint; accounts
/// and regions are told apart by who signs and by the signature's scope.
/// </summary>
public sealed class SimulatedAws : IAsyncDisposable
{
    /// <summary>The account of <see cref="Administrator"/>.</summary>
    public const string DefaultAccount = "111122223333";

    private readonly IdentityRegistry identities;
    private readonly RequestLog log;
    private LoopbackServer? server;

    private SimulatedAws(SimulatedAwsOptions options)
    {
        Time = options.Time;
        identities = new IdentityRegistry(options.Time);
        log = new RequestLog(options.RequestsKept);
        Sts = new SimulatedSts(identities);
        Logs = new SimulatedLogs(options.Time);
        Sns = new SimulatedSns(identities);
        Iam = new SimulatedIam(identities);
        CloudWatch = new SimulatedCloudWatch();
        Ec2 = new SimulatedEc2();
        S3 = new SimulatedS3(identities);
        Administrator = AddAdministrator(DefaultAccount);
    }

    /// <summary>Where the simulator listens: the ServiceURL of any SDK client, or <c>AWS_ENDPOINT_URL</c>.</summary>
    public Uri Endpoint => server?.Endpoint ?? throw new InvalidOperationException("The simulator has not started.");

    /// <summary>The time that everything happens by.</summary>
    public TimeProvider Time { get; }

    /// <summary>What goes wrong.</summary>
    public SimulatedFaults Faults { get; } = new();

    /// <summary>The requests so far, oldest first; no more than <see cref="SimulatedAwsOptions.RequestsKept"/>.</summary>
    public IReadOnlyList<RecordedRequest> Requests => log.Snapshot();

    /// <summary>A user of <see cref="DefaultAccount"/> who may do everything.</summary>
    public SimulatedCredentials Administrator { get; }

    /// <summary>AWS Security Token Service.</summary>
    public SimulatedSts Sts { get; }

    /// <summary>CloudWatch Logs.</summary>
    public SimulatedLogs Logs { get; }

    /// <summary>Amazon SNS.</summary>
    public SimulatedSns Sns { get; }

    /// <summary>AWS IAM.</summary>
    public SimulatedIam Iam { get; }

    /// <summary>Amazon CloudWatch.</summary>
    public SimulatedCloudWatch CloudWatch { get; }

    /// <summary>Amazon EC2.</summary>
    public SimulatedEc2 Ec2 { get; }

    /// <summary>Amazon S3.</summary>
    public SimulatedS3 S3 { get; }

    /// <summary>Starts a simulator on a free port of 127.0.0.1.</summary>
    public static async Task<SimulatedAws> StartAsync(SimulatedAwsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatedAwsOptions();
        var simulator = new SimulatedAws(options);
        // A request without a readable signature goes to the first service whose protocol finds an operation in it.
        IReadOnlyList<ISimulatedService> services = [simulator.Logs, simulator.Sts, simulator.Sns, simulator.Iam, simulator.CloudWatch, simulator.Ec2, simulator.S3];
        var pipeline = new RequestPipeline(
            services, new RequestAuthenticator(simulator.identities), simulator.Faults, simulator.log, options);
        var handler = new WireHandler(pipeline, () => options.SigningTime.GetUtcNow() + simulator.Faults.ClockSkew);
        simulator.server = await LoopbackServer.StartAsync(handler.HandleAsync, cancellationToken).ConfigureAwait(false);
        return simulator;
    }

    /// <summary>Adds an account, twelve digits. Users and roles bring their accounts along.</summary>
    public void AddAccount(string id) => identities.AddAccount(id);

    /// <summary>Adds a user who may do what a policy says, and gives the keys.</summary>
    /// <param name="account">The account, twelve digits.</param>
    /// <param name="name">The user's name.</param>
    /// <param name="policy">The identity-based policy, as JSON.</param>
    public SimulatedCredentials AddUser(string account, string name, string policy) => identities.AddUser(account, name, policy);

    /// <summary>Adds a user who may do everything in an account.</summary>
    public SimulatedCredentials AddAdministrator(string account) => AddUser(account, "administrator", SimulatedPolicies.AllowEverything);

    /// <summary>Adds a role.</summary>
    /// <param name="arn"><c>arn:aws:iam::ACCOUNT:role/NAME</c>.</param>
    /// <param name="trust">Who may assume it, as JSON.</param>
    /// <param name="permissions">What it may do, as JSON.</param>
    public SimulatedRole AddRole(string arn, string trust, string permissions) => identities.AddRole(arn, trust, permissions);

    /// <summary>Adds a managed policy that roles may have attached.</summary>
    public SimulatedManagedPolicy AddManagedPolicy(string arn, string policy) => identities.AddManagedPolicy(arn, policy);

    /// <summary>Stops the server; requests still waiting are let go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync().ConfigureAwait(false);
    }
}
