namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function learns of the timer that woke it.</summary>
public class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}
