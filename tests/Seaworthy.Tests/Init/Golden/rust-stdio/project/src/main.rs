use rmcp::{ServiceExt, transport::stdio};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let service = Counter::new().serve(stdio()).await?;
    service.waiting().await?;
    Ok(())
}
