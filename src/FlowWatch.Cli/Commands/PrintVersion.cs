using System.CommandLine;
using System.CommandLine.Invocation;

namespace FlowWatch.Cli.Commands;

/// <summary>Prints the version, with the commit it was made from.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Application.FullVersion);
        return ExitCode.Clean;
    }
}
