namespace Amazon.IdentityManagement.Model;

public class Position
{
    public int? Column { get; set; }

    public int? Line { get; set; }
}
