using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Configuration;

/// <summary>Reads settings as the tests write them.</summary>
internal static class Settings
{
    /// <summary>A target with all that must be given.</summary>
    public const string Target = "\"name\": \"one\", \"environment\": \"production\", \"account\": \"111111111111\", \"region\": \"eu-central-1\"";

    /// <summary>Federated credentials with all that must be given.</summary>
    public const string Federated =
        """
        "deployment": "central", "credentials": { "mode": "federated", "audience": "api://flowwatch", "tenantId": "11111111-2222-3333-4444-555555555555",
          "hubRole": "arn:aws:iam::999999999999:role/hub", "hubRegion": "eu-central-1" }
        """;

    /// <summary>Reads a file called <c>a.json</c> and, over it, environment variables.</summary>
    public static SettingsReading Read(string json, params (string Name, string Value)[] variables) =>
        FlowWatchSettingsReader.Read(JsonSettings.Parse("a.json", json), Environment(variables));

    public static SettingsLayer Environment(params (string Name, string Value)[] variables) =>
        EnvironmentSettings.Parse(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));

    /// <summary>Settings without any problem.</summary>
    public static FlowWatchSettings Good(string json, params (string Name, string Value)[] variables)
    {
        var reading = Read(json, variables);
        Assert.Empty(reading.Problems);
        return reading.Settings!;
    }

    /// <summary>Settings with one target, whose members follow those of <see cref="Target"/>.</summary>
    public static string WithTarget(string members, string shared = "") =>
        $$"""{ {{(shared.Length == 0 ? "" : shared + ",")}} "targets": [ { {{Target}}{{(members.Length == 0 ? "" : ", " + members)}} } ] }""";

    /// <summary>The problems, each as it is printed.</summary>
    public static string[] Problems(this SettingsReading reading) => [.. reading.Problems.Select(problem => problem.ToString())];

    public static string[] Notes(this SettingsReading reading) => [.. reading.Notes.Select(note => note.ToString())];

    /// <summary>What is in force at a path.</summary>
    public static EffectiveSetting Value(this SettingsReading reading, string path) => Assert.Single(reading.Values, value => value.Path == path);
}
