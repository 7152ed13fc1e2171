using System.Text;
using FlowWatch.Cli.Serve;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Cli.Tests.Serve;

public sealed class ServeOutputTests
{
    [Fact]
    public void TellText_SeveralLines_PrintsEachVisibly()
    {
        using var output = new MemoryStream();
        var terminal = new Terminal { Output = output, Error = TextWriter.Null, Input = Stream.Null, IsOutputRedirected = true, IsErrorRedirected = true, Time = new FakeTimeProvider() };

        new ServeOutput(terminal, quiet: true, verbose: false).TellText("ALERT one\n\nline \u001b[31m two\n");

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal(("ALERT one", "", ""), (lines[0], lines[1], lines[^1]));
        Assert.Equal(4, lines.Length);
        Assert.DoesNotContain('\u001b', lines[2]);
    }
}
