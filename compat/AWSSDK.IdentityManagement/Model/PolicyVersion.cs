namespace Amazon.IdentityManagement.Model;

public class PolicyVersion
{
    public DateTime? CreateDate { get; set; }

    public string Document { get; set; }

    public bool? IsDefaultVersion { get; set; }

    public string VersionId { get; set; }
}
