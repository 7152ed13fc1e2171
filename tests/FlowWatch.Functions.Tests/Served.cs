using System.Text;
using System.Text.Json;
using FlowWatch.Cli;
using FlowWatch.Cli.Serve;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Runs;
using FlowWatch.Local.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Functions.Tests;

/// <summary>The functions, served over HTTP on a port of this machine, with state in a file of their own. Timers do not fire on their own.</summary>
internal sealed class Served : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 7, 30, TimeSpan.Zero);

    private static readonly Dictionary<string, string> NextYear = new() { ["AnomalyDetection"] = "0 0 0 1 1 *", ["SecurityAnalysis"] = "0 0 0 1 1 *", ["Heartbeat"] = "0 0 0 1 1 *", ["AlertDispatch"] = "0 0 0 1 1 *", ["ComplianceVerification"] = "0 0 0 1 1 *" };

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-functions-").FullName;
    private readonly MemoryStream output = new();
    private readonly StringWriter errors = new() { NewLine = "\n" };
    private readonly RunEnds ended = new();
    private readonly FunctionServer server;
    private readonly HttpClient http;

    private Served(Func<string, SettingsReading> reading, IFlowLogSource? source, Action<IServiceCollection>? more)
    {
        Time = new FakeTimeProvider(Start);
        StateFile = Path.Combine(folder, "state.db");
        var terminal = new Terminal { Output = output, Error = errors, Input = Stream.Null, IsOutputRedirected = true, IsErrorRedirected = true, Time = Time };
        server = FunctionServer.Create(reading(StateFile), new ServeOptions { Port = 0, FireAtStart = false, Schedules = NextYear }, new ServeOutput(terminal, quiet: false, verbose: true), Time, services =>
        {
            services.AddSingleton<ICheckObserver>(ended);
            // No test asks AWS.
            services.AddSingleton<IAccountReaders>(new MadeUpAccount(Time));
            if (source is not null) services.AddSingleton(source);
            more?.Invoke(services);
        });
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    public FakeTimeProvider Time { get; }

    public string StateFile { get; }

    public string Key => server.Key.Text;

    public Uri Address => server.Address;

    public FunctionInventory Functions => server.Functions;

    public string Errors => errors.ToString();

    public string Output => Encoding.UTF8.GetString(output.ToArray());

    public T Service<T>()
        where T : notnull => server.Services.GetRequiredService<T>();

    /// <summary>Serves with targets that need no AWS.</summary>
    public static Task<Served> StartAsync(params string[] targets) => StartAsync(new ScriptedSource(), targets);

    public static Task<Served> StartAsync(IFlowLogSource source, params string[] targets) =>
        StartAsync(state => Readings.Good(state, [.. targets.Select(target => Readings.Target(target))]), source);

    public static async Task<Served> StartAsync(Func<string, SettingsReading> reading, IFlowLogSource? source = null, Action<IServiceCollection>? more = null)
    {
        var served = new Served(reading, source, more);
        await served.server.StartAsync(CancellationToken.None);
        served.http.BaseAddress = served.server.Address;
        return served;
    }

    public Task<HttpResponseMessage> GetAsync(string path, bool withKey = true) => SendAsync(HttpMethod.Get, path, withKey);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, bool withKey = true, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (withKey) request.Headers.Add("x-functions-key", Key);
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await http.SendAsync(request);
    }

    /// <summary>Sends a body that says it is JSON.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("x-functions-key", Key);
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpContent content, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("x-functions-key", Key);
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await http.SendAsync(request);
    }

    /// <summary>The JSON of an answer that must have this status.</summary>
    public async Task<JsonElement> JsonAsync(string path, int status = 200)
    {
        using var response = await GetAsync(path);
        return await JsonAsync(response, status);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Equal(status < 400 || status == 503 && !text.Contains("urn:flowwatch", StringComparison.Ordinal) ? "application/json" : "application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>A problem, which must have the form of all problems.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, string type, int status)
    {
        var problem = await JsonAsync(response, status);
        Assert.Equal($"urn:flowwatch:problem:{type}", problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
        Assert.Contains(problem.GetProperty("traceId").GetString()!, Assert.Single(response.Headers.GetValues("traceparent")), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.StartsWith("/", problem.GetProperty("instance").GetString(), StringComparison.Ordinal);
        return problem;
    }

    public async Task<JsonElement> ProblemAsync(string path, string type, int status)
    {
        using var response = await GetAsync(path);
        return await ProblemAsync(response, type, status);
    }

    /// <summary>Waits until a run has ended.</summary>
    public Task<RunRecord> EndOfAsync(string id) => ended.Of(id);

    public Task StopAsync() => server.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.StopAsync(CancellationToken.None);
        await server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
