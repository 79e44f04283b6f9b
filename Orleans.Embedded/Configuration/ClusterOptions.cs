namespace Orleans.Configuration;

/// <summary>The cluster's name, shown by <see cref="Runtime.ILocalSiloDetails"/>.</summary>
public class ClusterOptions
{
    public string ClusterId { get; set; } = "default";

    public string ServiceId { get; set; } = "default";
}
