using System.Text;
using CsCheck;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Configuration;

public class JsonSettingsTests
{
    [Theory]
    [InlineData("", "a.json: not JSON: the file is empty; write at least {}")]
    [InlineData(" \r\n\t", "a.json: not JSON: the file is empty; write at least {}")]
    [InlineData("{}\n{}", "a.json:2: not JSON: '{' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("{\n\"a\": 1\n\"b\": 2}", "a.json:3: not JSON: '\"' is invalid after a value. Expected either ',', '}', or ']'.")]
    [InlineData("// only a comment", "a.json:1: not JSON: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true.")]
    [InlineData("deployment = x", "a.json:1: not JSON: 'd' is an invalid start of a value.")]
    [InlineData("[]", "a.json:1: the file: must be an object")]
    [InlineData("\n\n3", "a.json:3: the file: must be an object")]
    [InlineData("null", "a.json:1: the file: must be an object")]
    public void Parse_NotAnObject_SaysWhere(string text, string problem)
    {
        var reading = Settings.Read(text);

        Assert.Equal([problem], reading.Problems());
        Assert.False(reading.IsUsable);
    }

    [Fact]
    public void Parse_CommentsAndTrailingCommas_AreWelcome() =>
        Assert.Equal("x", Settings.Good("/* a */ { // b\n \"$schema\": \"y\", \"deployment\": \"x\", /* c */ }").Deployment);

    [Fact]
    public void Parse_LinesOfValues_AreCountedOverCommentsAndTexts()
    {
        var reading = Settings.Read("{\r\n  // one\r\n  /* two\r\n  three */ \"deployment\":\r\n  \"x\",\n\"insights\": { \"maximumSlices\"\n:\n7 } }");

        Assert.Equal("a.json:5", reading.Value("deployment").Origin.ToString());
        Assert.Equal("a.json:8", reading.Value("insights.maximumSlices").Origin.ToString());
    }

    [Fact]
    public void Parse_NestedTooDeep_IsRefusedAndDoesNotOverflow()
    {
        var reading = Settings.Read(string.Concat(Enumerable.Repeat("{\"targets\":[", 100_000)));

        Assert.StartsWith("a.json:1: not JSON: The maximum configured depth of 64 has been exceeded", Assert.Single(reading.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_KeysGivenTwice_AreAllTold() => Assert.Equal(
        [
            "a.json:3: deployment: given twice, first on line 2; leave one of them out",
            "a.json:4: DEPLOYMENT: given twice, first on line 2; leave one of them out",
            "a.json:5: insights.maximumSlices: given twice, first on line 5; leave one of them out",
            "a.json:6: targets[0].region: given twice, first on line 6; leave one of them out",
        ],
        Settings.Read($$"""
            {
              "deployment": "x",
              "deployment": "x",
              "DEPLOYMENT": "y",
              "insights": { "maximumSlices": 1, "maximumSlices": 2 },
              "targets": [ { {{Settings.Target}}, "region": "eu-west-1" } ] }
            """).Problems());

    [Theory]
    [InlineData("""{ "TARGETS": [ { "name": "x", "name": "y" } ] }""")]
    [InlineData("""{ "targets": { "0": { "name": "x", "name": "y" } } }""")]
    [InlineData("""{ "targets": [ [ { "name": "x", "name": "y" } ] ] }""")]
    [InlineData("""{ "targets": 1, "targets": [ { "name": "x", "name": "y" } ] }""")]
    public void Parse_KeyGivenTwiceWhereverItStands_IsTold(string json) =>
        Assert.Contains(Settings.Read(json).Problems(), problem => problem.Contains("name: given twice", StringComparison.Ordinal));

    [Fact]
    public void Parse_KeyGivenTwiceInATarget_KeepsOutThatTargetOnly()
    {
        var reading = Settings.Read($$"""{ "targets": [ { {{Settings.Target}}, "region": "eu-west-1" }, { {{Settings.Target.Replace("one", "two", StringComparison.Ordinal)}}, "logGroup": "x" } ] }""");

        Assert.Equal("one", Assert.Single(reading.Problems).Target);
        Assert.Equal(["two"], reading.Settings!.Targets.Select(target => target.Name));
    }

    [Fact]
    public void Parse_ByteOrderMarks_AreNoPartOfTheText()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("{ \"deployment\": \"x\" }")];

            var reading = FlowWatchSettingsReader.Read(JsonSettings.Parse("a.json", bytes));

            Assert.Empty(reading.Problems);
            Assert.Equal("x", reading.Settings!.Deployment);
        }
    }

    [Fact]
    public void Parse_NotUtf8_SaysOnWhichLine()
    {
        byte[] bytes = [.. "{\n  // caf"u8, 0xE9, .. "\n}"u8];

        Assert.Equal(["a.json:2: not UTF-8; save the file as UTF-8"], FlowWatchSettingsReader.Read(JsonSettings.Parse("a.json", bytes)).Problems());
    }

    [Theory]
    [InlineData("{ \"deployment\": \"\\ud800\" }", "a.json:1: deployment: a text holds half a surrogate pair, which is not Unicode")]
    [InlineData("{\n \"\\udc00\": { \"x\": [1, 2] }, \"deployment\": \"x\" }", "a.json:2: a text holds half a surrogate pair, which is not Unicode")]
    [InlineData("{ \"targets\": [ \"\\ud800\" ] }", "a.json:1: targets[0]: a text holds half a surrogate pair, which is not Unicode")]
    public void Parse_HalfASurrogatePair_IsAnErrorWithItsPlace(string json, string problem) => Assert.Contains(problem, Settings.Read(json).Problems());

    [Fact]
    public void Parse_HostileNames_ArePrintedVisiblyAndShort()
    {
        var problem = Assert.Single(Settings.Read($$"""{ "\u001b[31m\u202e{{new string('x', 100_000)}}": 1 }""").Problems());

        Assert.StartsWith(@"a.json:1: \u001B[31m\u202Exxx", problem, StringComparison.Ordinal);
        Assert.InRange(problem.Length, 1, 300);
    }

    [Fact]
    public void Parse_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        FlowWatchSettingsReader.Read(JsonSettings.Parse("a.json", bytes));
    });

    [Fact]
    public void Parse_ManyTargets_TakesNoQuadraticTime()
    {
        var targets = string.Join(",\n", Enumerable.Range(0, 5000).Select(index => $$"""{ "name": "t{{index}}", "environment": "e{{index}}", "account": "111111111111", "region": "eu-central-1", "bad": 1 }"""));

        var reading = Settings.Read($"{{ \"targets\": [\n{targets}] }}");

        Assert.Equal(5000, reading.Targets.Count);
        Assert.Equal("a.json:5001: targets[4999].bad", string.Join(": ", reading.Problems()[^1].Split(": ")[..2]));
    }
}
