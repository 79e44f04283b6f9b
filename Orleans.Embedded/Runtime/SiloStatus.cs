namespace Orleans.Runtime;

/// <summary>How a silo is doing, numbered as Orleans numbers it.</summary>
[GenerateSerializer]
public enum SiloStatus
{
    None,
    Created,
    Joining,
    Active,
    ShuttingDown,
    Stopping,
    Dead,
}
