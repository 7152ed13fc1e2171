using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace FlowWatch.Cli;

/// <summary>The streams, the clock and the environment a command works with; tests give it their own.</summary>
internal sealed record Terminal
{
    /// <summary>Where data goes.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where everything else goes.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What <c>-</c> reads.</summary>
    public required Stream Input { get; init; }

    /// <summary>Whether <see cref="Output"/> is a file or a pipe.</summary>
    public required bool IsOutputRedirected { get; init; }

    /// <summary>Whether <see cref="Error"/> is a file or a pipe.</summary>
    public required bool IsErrorRedirected { get; init; }

    /// <summary>Columns of the terminal; null where there is none.</summary>
    public int? Width { get; init; }

    /// <summary>Looks up an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>All environment variables.</summary>
    public Func<IEnumerable<KeyValuePair<string, string>>> Variables { get; init; } = ProcessVariables;

    /// <summary>The folder that relative names start from.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>Whether a line on <see cref="Error"/> can be rewritten to show how far work has come.</summary>
    public bool ShowsProgress => !IsErrorRedirected && Environment("TERM") != "dumb";

    /// <summary>Tells the time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The terminal of this process.</summary>
    public static Terminal ForProcess() => new()
    {
        Output = StandardOutput(),
        Error = Console.Error,
        Input = Console.OpenStandardInput(),
        IsOutputRedirected = Console.IsOutputRedirected,
        IsErrorRedirected = Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? null : ConsoleWidth(),
    };

    /// <summary>A console of Spectre.Console that writes to a writer.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="isRedirected">Whether that is a file or a pipe.</param>
    /// <param name="color">The value of <c>--color</c>.</param>
    public IAnsiConsole CreateConsole(TextWriter writer, bool isRedirected, string color)
    {
        var colored = color == "always" || (color == "auto" && !isRedirected && string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb");
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colored ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width ?? 120;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static IEnumerable<KeyValuePair<string, string>> ProcessVariables() =>
        System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""));

    // The console's own stream takes a closed pipe for success, so that a long command would go on for nobody. A plain stream
    // says so. It is for pipes only: it keeps its own position, which two commands that write to one file must share.
    private static Stream StandardOutput()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            try
            {
                var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                if (!stream.CanSeek) return stream;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // It is closed: the first write says so.
            }
        }

        return Console.OpenStandardOutput();
    }

    private static int? ConsoleWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
