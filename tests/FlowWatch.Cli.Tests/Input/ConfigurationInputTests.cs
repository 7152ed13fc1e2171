using FlowWatch.Cli.Input;

namespace FlowWatch.Cli.Tests.Input;

public class ConfigurationInputTests
{
    private const string Target = """{ "targets": [ { "name": "Production-EU", "environment": "production", "account": "111111111111", "region": "eu-central-1" }, { "name": "bad" } ] }""";

    [Fact]
    public void Read_NothingNamed_TakesTheVariableThenTheUsualFileThenNone()
    {
        using var folder = new TemporaryFolder();
        var named = folder.File("named.json", """{ "deployment": "named" }""");
        var byVariable = new Dictionary<string, string> { ["FLOWWATCH_CONFIG"] = "named.json" };

        Assert.Equal(("local", null), Deployment(folder, [], null));
        folder.File("flowwatch.json", """{ "deployment": "usual" }""");
        Assert.Equal(("usual", "in this folder"), Deployment(folder, [], null));
        Assert.Equal(("usual", "in this folder"), Deployment(folder, new() { ["FLOWWATCH_CONFIG"] = "" }, null));
        Assert.Equal(("named", "FLOWWATCH_CONFIG"), Deployment(folder, byVariable, null));
        folder.File("given.json", """{ "deployment": "given" }""");
        Assert.Equal(("given", "--config"), Deployment(folder, byVariable, "given.json"));
        Assert.Equal(("named", "--config"), Deployment(folder, [], named));
        Assert.Equal(("variable", "--config"), Deployment(folder, new() { ["FlowWatch__deployment"] = "variable" }, "given.json"));
    }

    [Fact]
    public void Read_FileThatIsNotThere_NamesWhoNamedIt()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<BadInputException>(() => Read(folder, new() { ["FLOWWATCH_CONFIG"] = "gone.json" }, null));

        Assert.Equal("FLOWWATCH_CONFIG: there is no file 'gone.json'.", error.Message);
    }

    [Fact]
    public void Settings_BadTarget_IsLeftOutAndSaidLoudly()
    {
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", Target);
        var error = new StringWriter { NewLine = "\n" };

        var settings = Read(folder, [], null).Settings(Terminal(folder, [], error), quiet: true);

        Assert.Equal(["Production-EU"], settings.Targets.Select(target => target.Name));
        Assert.StartsWith("warning: target bad is left out:\n  flowwatch.json:1: targets[1].environment: missing", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_ProblemOfAll_IsRefusedWithEverything()
    {
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", """{ "a1": 1, "b2": 2 }""");

        var error = Assert.Throws<BadInputException>(() => Read(folder, [], null).Settings(Terminal(folder, [], TextWriter.Null), quiet: false));

        Assert.Equal(3, error.Message.Split('\n').Length);
        Assert.StartsWith("the configuration cannot be used:\n  flowwatch.json:1: a1: unknown; there are ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Target_Name_IsFoundInAnyCaseOrGuessed()
    {
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", Target);
        var input = Read(folder, [], null);

        Assert.Equal("111111111111", input.Target("production-eu").Account);
        Assert.Equal("there is no target 'production-us' (did you mean Production-EU?); there are Production-EU, bad.", Assert.Throws<BadInputException>(() => input.Target("production-us")).Message);
        Assert.StartsWith("target bad cannot be used:\n  flowwatch.json:1: targets[1].environment: missing", Assert.Throws<BadInputException>(() => input.Target("bad")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Target_WhereThereAreNone_SaysWhatWasRead()
    {
        using var folder = new TemporaryFolder();

        Assert.StartsWith("there is no target 'x': the configuration has none (none: no --config", Assert.Throws<BadInputException>(() => Read(folder, [], null).Target("x")).Message, StringComparison.Ordinal);
    }

    private static (string? Deployment, string? NamedBy) Deployment(TemporaryFolder folder, Dictionary<string, string> variables, string? file) =>
        Read(folder, variables, file) is var input ? (input.Reading.Settings?.Deployment, input.NamedBy) : default;

    private static ConfigurationInput Read(TemporaryFolder folder, Dictionary<string, string> variables, string? file) =>
        ConfigurationInput.Read(Terminal(folder, variables, TextWriter.Null), file);

    private static Terminal Terminal(TemporaryFolder folder, Dictionary<string, string> variables, TextWriter error) => new()
    {
        Output = Stream.Null,
        Error = error,
        Input = Stream.Null,
        IsOutputRedirected = true,
        IsErrorRedirected = true,
        Environment = variables.GetValueOrDefault,
        Variables = () => variables,
        Folder = folder.Path,
    };
}
