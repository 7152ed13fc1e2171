using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace FlowWatch.Architecture.Tests;

/// <summary>Arrows point one way: Cli → Functions → Aws, Azure, Local → Core; adapters do not know each other; Core knows none and does no I/O of its own.</summary>
public class DependencyTests
{
    private static readonly Assembly Core = Assembly.Load("FlowWatch.Core");
    private static readonly Assembly Local = Assembly.Load("FlowWatch.Local");
    private static readonly Assembly Aws = Assembly.Load("FlowWatch.Aws");
    private static readonly Assembly Azure = Assembly.Load("FlowWatch.Azure");
    private static readonly Assembly Functions = Assembly.Load("FlowWatch.Functions");
    private static readonly Assembly Cli = Assembly.Load("flowwatch");

    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader().LoadAssemblies(Core, Local, Aws, Azure, Functions, Cli).Build();

    private static readonly string[] FileTypes =
    [
        "System.IO.File", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.FileSystemInfo",
        "System.IO.RandomAccess", "System.IO.MemoryMappedFiles.MemoryMappedFile", "System.IO.Pipes.NamedPipeClientStream", "System.Console",
        "System.Diagnostics.Process",
    ];

    [Fact]
    public void Core_References_NoAdapterAndNoEngine() => Assert.All(References(Core), name => Assert.Matches(
        @"^(System\.|System$|netstandard$|mscorlib$|Microsoft\.AspNetCore\.Components|Microsoft\.Extensions\.(DependencyInjection|Logging)(\.Abstractions)?$|Microsoft\.Extensions\.Configuration\.Abstractions$|Microsoft\.Win32\.Primitives$|Microsoft\.CSharp$)",
        name));

    [Fact]
    public void Local_References_CoreOnly() => Assert.Equal(["FlowWatch.Core"], References(Local).Where(IsOurs));

    [Fact]
    public void Aws_References_CoreOnly() => Assert.Equal(["FlowWatch.Core"], References(Aws).Where(IsOurs));

    [Fact]
    public void Azure_References_CoreOnly() => Assert.Equal(["FlowWatch.Core"], References(Azure).Where(IsOurs));

    [Fact]
    public void AzureSdk_Use_IsInAzureOnly()
    {
        // The exporter to Azure Monitor is telemetry, which a host chooses.
        var uses = Uses(name => name.StartsWith("Azure.", StringComparison.Ordinal) && !name.StartsWith("Azure.Monitor.OpenTelemetry.", StringComparison.Ordinal));
        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.StartsWith("FlowWatch.Azure.", use.User, StringComparison.Ordinal));
    }

    [Fact]
    public void Cli_References_CoreAndAdapters()
    {
        Assert.Superset(new HashSet<string> { "FlowWatch.Core", "FlowWatch.Local" }, References(Cli).Where(IsOurs).ToHashSet());
        Assert.Subset(new HashSet<string> { "FlowWatch.Aws", "FlowWatch.Azure", "FlowWatch.Core", "FlowWatch.Functions", "FlowWatch.Local" }, References(Cli).Where(IsOurs).ToHashSet());
    }

    [Fact]
    public void Functions_References_CoreAndAdapters() =>
        Assert.Subset(new HashSet<string> { "FlowWatch.Aws", "FlowWatch.Azure", "FlowWatch.Core", "FlowWatch.Local" }, References(Functions).Where(IsOurs).ToHashSet());

    // Only they know the packages of Azure Functions; what they call is the same for every host.
    [Fact]
    public void AzureFunctions_Use_IsInFunctionsAndTheLocalHost() => Assert.All(
        Uses(name => name.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal)),
        use => Assert.True(
            use.User == "Program" || use.User.StartsWith("FlowWatch.Functions.Http.", StringComparison.Ordinal) || use.User.StartsWith("FlowWatch.Functions.Timers.", StringComparison.Ordinal)
                || use.User.StartsWith("FlowWatch.Cli.Serve.", StringComparison.Ordinal) || use.User.StartsWith("FlowWatch.Cli.Commands.ServeCommand", StringComparison.Ordinal),
            use.ToString()));

    [Fact]
    public void AwsSdk_Use_IsInAwsOnly()
    {
        Assert.DoesNotContain(new[] { Core, Local, Functions, Cli }.SelectMany(References), name => name.StartsWith("AWSSDK.", StringComparison.Ordinal));
        Assert.Contains(References(Aws), name => name == "AWSSDK.Core");
    }

    [Fact]
    public void DuckDb_Use_IsInLocalOnly() => Assert.All(
        Uses(name => name.StartsWith("DuckDB.", StringComparison.Ordinal)),
        use => Assert.StartsWith("FlowWatch.Local.", use.User, StringComparison.Ordinal));

    [Fact]
    public void Core_Types_UseNoFilesNorTheProcess() =>
        Assert.DoesNotContain(Uses(FileTypes.Contains), use => use.User.StartsWith("FlowWatch.Core.", StringComparison.Ordinal));

    [Fact]
    public void Core_Streams_AreTheReportsAndTheEmbeddedData() => Assert.All(
        Uses(name => name is "System.IO.Stream" or "System.IO.StreamWriter" or "System.IO.StreamReader" or "System.IO.MemoryStream")
            .Where(use => use.User.StartsWith("FlowWatch.Core.", StringComparison.Ordinal)),
        use => Assert.True(
            use.User.StartsWith("FlowWatch.Core.Reports.", StringComparison.Ordinal) || use.User.StartsWith("FlowWatch.Core.Compliance.Reports.", StringComparison.Ordinal) || use.User is "FlowWatch.Core.Detections.DetectionMetadataReader" or "FlowWatch.Core.Compliance.Control" or "FlowWatch.Core.Compliance.RequirementMap" or "FlowWatch.Core.Diagnostics.Archive.ArchivePrices",
            use.ToString()));

    // Guards the three tests above against a loader that sees nothing.
    [Fact]
    public void Uses_OfLocal_AreSeen()
    {
        Assert.Contains(Uses(FileTypes.Contains), use => use.User.StartsWith("FlowWatch.Local.", StringComparison.Ordinal));
        Assert.NotEmpty(Uses(name => name.StartsWith("DuckDB.", StringComparison.Ordinal)));
        Assert.Contains(Uses(name => name == "System.IO.Stream"), use => use.User.StartsWith("FlowWatch.Core.Reports.", StringComparison.Ordinal));
    }

    [Fact]
    public void Detections_Judging_AwaitsNothing() => Assert.DoesNotContain(
        Uses(name => name.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal)),
        use => use.User.StartsWith("FlowWatch.Core.Detections.", StringComparison.Ordinal));

    [Fact]
    public void Detections_OfOneFolder_KnowNothingOfAnother()
    {
        const string Prefix = "FlowWatch.Core.Detections.";
        static string? Folder(string type) => type.StartsWith(Prefix, StringComparison.Ordinal) && type[Prefix.Length..].Split('.') is [var folder, _, ..] ? folder : null;

        Assert.DoesNotContain(Uses(name => Folder(name) is not null), use => Folder(use.User) is { } user && user != Folder(use.Used));
    }

    [Fact]
    public void Detections_Implementations_AreSealed() =>
        Assert.All(Core.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(one => one.Name == "IDetection")), type => Assert.True(type.IsSealed));

    private static bool IsOurs(string assembly) => assembly.StartsWith("FlowWatch.", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static List<(string User, string Used)> Uses(Func<string, bool> used) =>
    [
        .. Loaded.Types.SelectMany(type => type.Dependencies)
            .Select(dependency => (User: dependency.Origin.FullName, Used: dependency.Target.FullName))
            .Where(use => used(use.Used))
            .Distinct(),
    ];
}
