import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import '../styles/theme.css'
import '../styles/layout.css'
import '../styles/toolbar.css'
import '../styles/table.css'
import '../styles/comfort.css'
import '../styles/states.css'
import '../styles/pages.css'
import '../styles/actions.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element.')
createRoot(root).render(<App />)
