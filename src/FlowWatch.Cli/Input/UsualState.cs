namespace FlowWatch.Cli.Input;

/// <summary>Where the state is when nobody names a place: the same for every command.</summary>
internal static class UsualState
{
    /// <summary>FlowWatch/state.db in the user's data folder; the folder is made.</summary>
    /// <exception cref="BadInputException">The user has no data folder.</exception>
    public static string Place()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        if (data.Length == 0) throw new BadInputException("there is no data folder of this user for the state; name a file with state.file, or with --state where there is that option.");
        return Path.Combine(Directory.CreateDirectory(Path.Combine(data, "FlowWatch")).FullName, "state.db");
    }
}
