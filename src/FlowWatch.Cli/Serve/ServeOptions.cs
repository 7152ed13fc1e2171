namespace FlowWatch.Cli.Serve;

/// <summary>How functions are served.</summary>
internal sealed record ServeOptions
{
    /// <summary>The port of 127.0.0.1; 0 takes any that is free. Default: 7071, as the Functions tools have it.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>Schedules in place of the functions' own, by name of the function. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Schedules { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether timers also fire once at the start. A function learns that it is past due. Default: yes, as a laptop was likely off.</summary>
    public bool FireAtStart { get; init; } = true;
}
