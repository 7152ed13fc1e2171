using System.Text;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Configuration;

namespace FlowWatch.Core.Tests.Configuration;

public class HostSettingsTests
{
    private const string Json =
        """
        { "Logging": { "x": 1 }, "FlowWatch": { "deployment": "file", "detections": { "BRUTE_FORCE": { "ports": [22, 2022] } },
          "targets": [ { "name": "one", "environment": "production", "account": "111111111111", "region": "eu-central-1", "vpcIds": ["vpc-00000000"] }, { "name": "two" } ] } }
        """;

    [Fact]
    public void Read_ConfigurationOfAHost_IsReadLikeAFileAndTheEnvironment()
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(Json));
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(json)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["FlowWatch:deployment"] = "memory", ["flowwatch:targets:0:region"] = "eu-west-1", ["Other"] = "x" })
            .Build();

        var reading = FlowWatchSettingsReader.Read(HostSettings.Read(configuration));

        Assert.Equal("memory", reading.Settings!.Deployment);
        Assert.Equal([22, 2022], reading.Settings.Shared.Detections.BruteForce.Ports);
        var target = Assert.Single(reading.Settings.Targets);
        Assert.Equal(("one", "eu-west-1"), (target.Name, target.Region));
        Assert.Equal(["vpc-00000000"], target.VpcIds);
        Assert.Equal(["one", "two"], reading.Targets.Select(one => one.Name));
        Assert.StartsWith("JsonStreamConfigurationProvider: targets[1].environment: missing", reading.Problems()[0], StringComparison.Ordinal);
        Assert.Equal("MemoryConfigurationProvider", reading.Value("targets[0].region").Origin.ToString());
    }

    [Fact]
    public void Read_EnvironmentOfAHost_NamesTheVariable()
    {
        const string Variable = "FlowWatch__insights__maximumSlices";
        Environment.SetEnvironmentVariable(Variable, "0");
        try
        {
            var reading = FlowWatchSettingsReader.Read(HostSettings.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build()));

            Assert.Contains($"environment variable {Variable}: insights.maximumSlices: '0' is not a whole number of parts from 1 to 1024", reading.Problems());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public void Read_ConfigurationThatHidesItsProviders_IsReadAsItIs()
    {
        var inner = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Root:FlowWatch:deployment"] = "x", ["Root:FlowWatch:insights:maximumSlices"] = "many" }).Build();

        var reading = FlowWatchSettingsReader.Read(HostSettings.Read(inner.GetSection("Root")));

        Assert.Equal("x", reading.Value("deployment").Value);
        Assert.Equal(["setting Root:FlowWatch:insights:maximumSlices: insights.maximumSlices: 'many' is not a whole number of parts from 1 to 1024"], reading.Problems());
    }

    [Fact]
    public void Read_HostWithoutASection_SaysNothing()
    {
        Assert.Empty(HostSettings.Read(new ConfigurationBuilder().Build()));
        Assert.Empty(HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection().Build().GetSection("x")));
    }
}
