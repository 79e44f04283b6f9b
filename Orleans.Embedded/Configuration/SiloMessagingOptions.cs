namespace Orleans.Configuration;

/// <summary>Calls that start inside a silo.</summary>
public class SiloMessagingOptions : MessagingOptions;
