namespace FlowWatch.Functions.Hosting;

/// <summary>Numbers of the log events of this project. A number is never given twice, nor to another event later.</summary>
internal static class EventIds
{
    public const int ConfigurationProblem = 3001;
    public const int ConfigurationNote = 3002;
    public const int ConfigurationRead = 3003;
    public const int StateOpened = 3004;
    public const int StateNotOpened = 3005;
    public const int RunStarted = 3010;
    public const int RunSucceeded = 3011;
    public const int RunNotWhole = 3012;
    public const int RunProblem = 3013;
    public const int RunNotPossible = 3014;
    public const int RunBroken = 3015;
    public const int TimerLate = 3016;
    public const int RunNotice = 3017;
    public const int HeartbeatGiven = 3020;
    public const int WindowAged = 3021;
    public const int RetentionDone = 3022;
    public const int SuppressionAdded = 3025;
    public const int SuppressionRemoved = 3026;
    public const int ArchiveGapsAcknowledged = 3027;
    public const int RequestFailed = 3030;
    public const int RequestWithoutState = 3031;
    public const int QuestionBroken = 3040;
    public const int AlertsSent = 3050;
    public const int AlertsNotAccepted = 3051;
    public const int AlertsParked = 3052;
    public const int AlertsNotDispatched = 3053;
    public const int IncidentsQuiet = 3054;
    public const int IncidentChanged = 3055;
    public const int AlertsStranded = 3056;
}
