using System.Text;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli.Serve;

/// <summary>Where the host says what it does, a line at a time and from any thread.</summary>
/// <param name="terminal">Standard output for what happens, standard error for what is wrong.</param>
/// <param name="quiet">Whether only what is wrong is said.</param>
/// <param name="verbose">Whether details are said too.</param>
internal sealed class ServeOutput(Terminal terminal, bool quiet, bool verbose)
{
    private readonly Lock gate = new();

    /// <summary>Whether details are said.</summary>
    public bool IsVerbose { get; } = verbose && !quiet;

    /// <summary>The time, as lines begin with it.</summary>
    public string Now => $"{terminal.Time.GetUtcNow().UtcDateTime:HH:mm:ss}Z";

    /// <summary>Says what a program that started this waits for, even when quiet.</summary>
    public void Tell(string line)
    {
        lock (gate)
        {
            terminal.Output.Write(Encoding.UTF8.GetBytes(VisibleText.Of(line) + "\n"));
            terminal.Output.Flush();
        }
    }

    /// <summary>Tells a text of several lines, which stay together.</summary>
    public void TellText(string text)
    {
        lock (gate)
        {
            foreach (var line in text.TrimEnd('\n').Split('\n')) Tell(line);
        }
    }

    /// <summary>Says what happens.</summary>
    public void Say(string line)
    {
        if (!quiet) Tell(line);
    }

    /// <summary>Says what is wrong.</summary>
    public void Warn(string line)
    {
        lock (gate) terminal.Error.WriteLine(VisibleText.Of(line));
    }
}
